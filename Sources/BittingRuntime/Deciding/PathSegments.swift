internal import BundleFormat
internal import KeyModel

/// A request's path, cut at its slashes, once it is known that every server reads it alike.
///
/// Nothing is decoded or normalised: the server behind may do it in another way. A path that two servers could read in
/// two ways is refused instead.
struct PathSegments: ~Escapable {
  /// The most bytes of a path, the query not counted.
  static let maximumLength = 2_048

  /// Where it is cut.
  let cuts: PathCuts
  private let escapes: UInt32

  /// The path before the first `?` of `target`; nil unless it is an unambiguous path.
  @_lifetime(copy target)
  init?(_ target: Span<UInt8>) {
    guard target.count > 0, target[0] == 0x2F else { return nil }
    var scan = Scan()
    guard scan.run(target) else { return nil }
    cuts = PathCuts(target, ends: scan.ends, count: scan.count)
    escapes = scan.escapes
  }

  /// The bytes of segment `index`, escapes as they are.
  @_lifetime(copy self)
  func segment(_ index: Int) -> Span<UInt8> { cuts.segment(index) }

  /// Whether a percent-escape stands in segment `index`.
  func hasEscape(_ index: Int) -> Bool { escapes >> UInt32(index) & 1 == 1 }
}

/// Where a path's segments end, and in which of them escapes stand.
private struct Scan {
  var ends = InlineArray<32, UInt16>(repeating: 0)
  var count = 0
  var escapes: UInt32 = 0
  private var start = 1

  /// Goes through `target` to its end or the first `?`; false if it is no unambiguous path.
  mutating func run(_ target: Span<UInt8>) -> Bool {
    let bound = min(target.count, PathSegments.maximumLength)
    var index = 1
    while true {
      while index < bound, PathCharacter.isLiteral(unsafe target[unchecked: index]) { index &+= 1 }
      guard index < target.count, target[index] != 0x3F else { break }
      guard index < bound else { return false }
      switch target[index] {
      case 0x2F:
        guard close(target, at: index, isLast: false) else { return false }
        index += 1
      case 0x25:
        guard Scan.isNeededEscape(target, at: index), count < 32 else { return false }
        escapes |= 1 << UInt32(count)
        index += 3
      default: return false
      }
    }
    return index <= PathSegments.maximumLength && close(target, at: index, isLast: true)
  }

  /// Ends a segment before `end`. Only the last one may be empty, and none may be `.` or `..`.
  private mutating func close(_ target: Span<UInt8>, at end: Int, isLast: Bool) -> Bool {
    guard count < 32, isLast || end > start, !Scan.isDots(target, start..<end) else { return false }
    ends[count] = UInt16(truncatingIfNeeded: end)
    count += 1
    start = end + 1
    return true
  }

  /// Whether the segment at `range` is `.` or `..`.
  private static func isDots(_ target: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 1 || range.count == 2 else { return false }
    return target[range.lowerBound] == 0x2E && target[range.upperBound - 1] == 0x2E
  }

  /// Whether a percent-escape stands at `index` of a byte that cannot stand there as itself, and that no server takes
  /// for the end of a segment or of the text.
  private static func isNeededEscape(_ target: Span<UInt8>, at index: Int) -> Bool {
    guard index + 2 < target.count else { return false }
    guard let high = ASCII.hexValue(target[index + 1]), let low = ASCII.hexValue(target[index + 2]) else {
      return false
    }
    let byte = high << 4 | low
    return byte != 0x2F && byte != 0x5C && byte != 0 && !PathCharacter.isUnreserved(byte)
  }
}
