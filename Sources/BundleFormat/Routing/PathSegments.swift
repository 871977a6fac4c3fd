internal import KeyModel

/// A request's path, cut at its slashes, once it is known that every server reads it alike.
///
/// Nothing is decoded or normalised: the server behind may do it in another way. A path that two servers could read in
/// two ways is refused instead.
///
/// It cannot be copied because its parts are written one by one: a copy right after that would wait for all of them.
struct PathSegments: ~Copyable, ~Escapable {
  /// The most bytes of a path, the query not counted.
  private static var maximumLength: Int { 2_048 }

  private let path: Span<UInt8>
  /// How many segments there are: none before ``cut()``, 1 to 32 after it.
  private(set) var count = 0
  private var ends = InlineArray<32, UInt16>(repeating: 0)
  private var escapes: UInt32 = 0

  /// `path`, not cut yet.
  @inline(__always)
  @_lifetime(copy path)
  init(of path: Span<UInt8>) {
    self.path = path
  }

  /// The bytes of segment `index`, which is below ``count``, with its escapes as they are.
  @inline(__always)
  @_lifetime(copy self)
  func segment(_ index: Int) -> Span<UInt8> {
    // Invariant: segments end within the path, and each begins behind the end of the one before.
    unsafe path.extracting(unchecked: Range(uncheckedBounds: (start(of: index), Int(ends[index]))))
  }

  @inline(__always)
  private func start(of index: Int) -> Int { index == 0 ? 1 : Int(ends[index &- 1]) &+ 1 }

  /// Whether a percent-escape stands in segment `index`.
  @inline(__always)
  func hasEscape(_ index: Int) -> Bool { escapes &>> UInt32(truncatingIfNeeded: index) & 1 == 1 }
}

// Cutting.
extension PathSegments {
  /// Cuts the path before its first `?`; false unless it is an unambiguous path.
  mutating func cut() -> Bool {
    guard path.count > 0, path[0] == 0x2F else { return false }
    let bound = min(path.count, PathSegments.maximumLength)
    var index = 1
    while true {
      while index < bound, PathCharacter.isLiteral(unsafe path[unchecked: index]) { index &+= 1 }
      guard index < path.count, path[index] != 0x3F else { break }
      guard index < bound else { return false }
      if path[index] == 0x2F {
        guard close(at: index, isLast: false) else { return false }
        index &+= 1
      } else {
        guard path[index] == 0x25, takeEscape(at: index) else { return false }
        index &+= 3
      }
    }
    return index <= PathSegments.maximumLength && close(at: index, isLast: true)
  }

  /// Ends a segment before `end`. Only the last one may be empty, and none may be `.` or `..`.
  @inline(__always)
  private mutating func close(at end: Int, isLast: Bool) -> Bool {
    guard count < RouteTemplate.maximumSegments else { return false }
    let start = start(of: count)
    guard isLast || end > start, !isDots(start, end) else { return false }
    ends[count] = UInt16(truncatingIfNeeded: end)
    count &+= 1
    return true
  }

  /// Whether the segment from `start` to `end` is `.` or `..`.
  @inline(__always)
  private func isDots(_ start: Int, _ end: Int) -> Bool {
    guard end &- start == 1 || end &- start == 2 else { return false }
    return path[start] == 0x2E && path[end &- 1] == 0x2E
  }

  /// Notes a percent-escape at `index`; false unless it is of a byte that cannot stand there as itself, and that no server
  /// takes for the end of a segment or of the text.
  private mutating func takeEscape(at index: Int) -> Bool {
    guard count < RouteTemplate.maximumSegments, index + 2 < path.count else { return false }
    guard let high = ASCII.hexValue(path[index + 1]), let low = ASCII.hexValue(path[index + 2]) else { return false }
    let byte = high << 4 | low
    escapes |= 1 << UInt32(count)
    return byte != 0x2F && byte != 0x5C && byte != 0 && !PathCharacter.isUnreserved(byte)
  }
}
