internal import BundleFormat
internal import KeyModel

/// A request's path, cut at its slashes, once it is known that every server reads it alike.
///
/// Nothing is decoded or normalised: the server behind may do it in another way. A path that two servers could read in
/// two ways is refused instead.
struct PathSegments: ~Escapable, SegmentedPath {
  /// The most bytes of a path, the query not counted.
  static let maximumLength = 2_048

  private let path: Span<UInt8>
  private var ends = InlineArray<32, UInt16>(repeating: 0)
  private(set) var segmentCount = 0
  private var escapes: UInt32 = 0

  /// The path before the first `?` of `target`; nil unless it is an unambiguous path.
  @_lifetime(copy target)
  init?(_ target: Span<UInt8>) {
    path = target
    guard target.count > 0, target[0] == 0x2F else { return nil }
    var index = 1
    while index < target.count, target[index] != 0x3F {
      guard index < PathSegments.maximumLength else { return nil }
      if target[index] == 0x2F {
        guard close(at: index, isLast: false) else { return nil }
        index += 1
      } else if target[index] == 0x25 {
        guard PathSegments.isNeededEscape(target, at: index), segmentCount < 32 else { return nil }
        escapes |= 1 << UInt32(segmentCount)
        index += 3
      } else {
        guard PathCharacter.isLiteral(target[index]) else { return nil }
        index += 1
      }
    }
    guard index <= PathSegments.maximumLength, close(at: index, isLast: true) else { return nil }
  }

  /// Ends a segment before `end`. Only the last one may be empty, and none may be `.` or `..`.
  private mutating func close(at end: Int, isLast: Bool) -> Bool {
    guard segmentCount < RouteTemplate.maximumSegments else { return false }
    ends[segmentCount] = UInt16(end)
    segmentCount += 1
    let segment = segment(segmentCount - 1)
    return (isLast || !segment.isEmpty) && !segment.equals(".") && !segment.equals("..")
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

  /// The bytes of segment `index`, escapes as they are.
  @_lifetime(copy self)
  func segment(_ index: Int) -> Span<UInt8> {
    let start = index == 0 ? 1 : Int(ends[index - 1]) + 1
    return path.extracting(start..<Int(ends[index]))
  }

  /// Whether a percent-escape stands in segment `index`.
  func hasEscape(_ index: Int) -> Bool { escapes >> UInt32(index) & 1 == 1 }
}
