/// A request's path, cut at its slashes, once it is known that every server reads it alike.
///
/// Nothing is decoded or normalised: the server behind may do it in another way. A path that two servers could read in
/// two ways is refused instead.
///
/// It cannot be copied because its parts are written one by one: a copy right after that would wait for all of them.
package struct PathSegments: ~Copyable, ~Escapable {
  /// The most bytes of a path, the query not counted.
  package static var maximumLength: Int { 2_048 }

  private let path: Span<UInt8>
  /// How many segments there are: none before ``cut()``, 1 to 32 after it.
  package private(set) var count = 0
  private var ends = InlineArray<32, UInt16>(repeating: 0)
  private var escapes: UInt32 = 0

  /// `path`, not cut yet.
  @_lifetime(copy path)
  package init(of path: Span<UInt8>) {
    self.path = path
  }

  /// The bytes of segment `index`, which is below ``count``, with its escapes as they are.
  @_lifetime(copy self)
  package func segment(_ index: Int) -> Span<UInt8> {
    let (start, end) = (start(of: index), Int(ends[index]))
    precondition(start <= end && end <= path.count)
    return unsafe path.extracting(unchecked: Range(uncheckedBounds: (start, end)))
  }

  @inline(__always)
  private func start(of index: Int) -> Int { index == 0 ? 1 : Int(ends[index &- 1]) &+ 1 }

  /// Whether a percent-escape stands in segment `index`.
  package func hasEscape(_ index: Int) -> Bool { escapes >> UInt32(index) & 1 == 1 }
}

// Cutting.
extension PathSegments {
  /// Cuts the path before its first `?`; false unless it is an unambiguous path.
  package mutating func cut() -> Bool {
    guard path.count > 0, path[0] == 0x2F else { return false }
    let bound = min(path.count, PathSegments.maximumLength)
    var index = 1
    while index < bound {
      // Most bytes stand for themselves, so eight are looked at together, and then those that may not.
      var specials = ByteLanes(path.word(at: index, before: bound)).specials
      while specials != 0 {
        let place = index &+ specials.trailingZeroBitCount &>> 3
        guard place < bound else { break }
        specials &= specials &- 1
        switch take(place) {
        case .goesOn: continue
        case .ends: return close(at: place, isLast: true)
        case .isAmbiguous: return false
        }
      }
      index &+= 8
    }
    guard path.count == bound || path[bound] == 0x3F else { return false }
    return close(at: bound, isLast: true)
  }

  private enum Step {
    case goesOn, ends, isAmbiguous
  }

  /// Looks at the byte at `place`, which may not stand for itself.
  private mutating func take(_ place: Int) -> Step {
    switch path[place] {
    case 0x2F: return close(at: place, isLast: false) ? .goesOn : .isAmbiguous
    case 0x3F: return .ends
    case 0x25:
      guard isNeededEscape(place), count < RouteTemplate.maximumSegments else { return .isAmbiguous }
      escapes |= 1 << UInt32(count)
      return .goesOn
    case let byte: return PathCharacter.isLiteral(byte) ? .goesOn : .isAmbiguous
    }
  }

  /// Ends a segment before `end`. Only the last one may be empty, and none may be `.` or `..`.
  private mutating func close(at end: Int, isLast: Bool) -> Bool {
    let start = start(of: count)
    guard count < RouteTemplate.maximumSegments, isLast || end > start, !isDots(start, end) else { return false }
    ends[count] = UInt16(truncatingIfNeeded: end)
    count &+= 1
    return true
  }

  /// Whether the segment from `start` to `end` is `.` or `..`.
  private func isDots(_ start: Int, _ end: Int) -> Bool {
    guard end &- start == 1 || end &- start == 2 else { return false }
    return path[start] == 0x2E && path[end &- 1] == 0x2E
  }

  /// Whether a percent-escape stands at `index` of a byte that cannot stand there as itself, and that no server takes
  /// for the end of a segment or of the text.
  private func isNeededEscape(_ index: Int) -> Bool {
    guard index + 2 < path.count else { return false }
    guard let high = ASCII.hexValue(path[index + 1]), let low = ASCII.hexValue(path[index + 2]) else { return false }
    let byte = high << 4 | low
    return byte != 0x2F && byte != 0x5C && byte != 0 && !PathCharacter.isUnreserved(byte)
  }
}
