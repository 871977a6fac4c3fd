internal import KeyModel

/// A request's path, once it is known that every server reads it alike.
///
/// Nothing is decoded or normalised: the server behind may do it in another way. A path that two servers could read in
/// two ways is refused instead.
///
/// Segments are found as they are asked for: to write down where they end takes longer than to look again.
struct RequestPath: ~Escapable {
  /// The most bytes of a path, the query not counted.
  private static var maximumLength: Int { 2_048 }

  private let bytes: Span<UInt8>
  private let slashes: SlashMap

  /// Whether there may be a percent-escape in it.
  private let mayHaveEscapes: Bool

  @_lifetime(copy bytes)
  @inline(__always)
  private init(_ bytes: Span<UInt8>, _ slashes: SlashMap, mayHaveEscapes: Bool = false) {
    (self.bytes, self.slashes, self.mayHaveEscapes) = (bytes, slashes, mayHaveEscapes)
  }

  /// The path before the first `?` of `target`; nil unless it is an unambiguous path.
  @_lifetime(copy target)
  @inline(__always)
  init?(before target: Span<UInt8>) {
    if target.count <= RequestPath.maximumLength, let slashes = SlashMap(ofPlain: target) {
      self.init(target, slashes)
    } else {
      self.init(lookingCloserAt: target)
    }
  }

  /// The same, of a target that has a query, escapes, or something else that is rare.
  @_lifetime(copy target)
  @inline(never)
  @_optimize(size)
  private init?(lookingCloserAt target: Span<UInt8>) {
    let bound = min(target.count, RequestPath.maximumLength &+ 1)
    let query = target.first(0x3F, before: bound)
    if query < bound, let slashes = SlashMap(ofPlain: target.extracting(0..<query)) {
      self.init(target.extracting(0..<query), slashes)
      return
    }
    guard let end = RequestPath.end(of: target) else { return nil }
    self.init(target.extracting(0..<end), .none, mayHaveEscapes: true)
  }

  /// Where the path before the first `?` of `target` ends; nil unless it is an unambiguous path.
  private static func end(of target: Span<UInt8>) -> Int? {
    guard target.count > 0, target[0] == 0x2F else { return nil }
    let bound = min(target.count, maximumLength)
    var (index, start, segments) = (1, 1, 1)
    while true {
      while index < bound, PathCharacter.isLiteral(unsafe target[unchecked: index]) { index &+= 1 }
      guard index < target.count, target[index] != 0x3F else { break }
      guard index < bound else { return nil }
      if target[index] == 0x2F {
        // Only the last segment may be empty.
        guard index > start, !isDots(target, start, index) else { return nil }
        (start, segments) = (index &+ 1, segments &+ 1)
        index = start
      } else {
        guard isNeededEscape(target, at: index) else { return nil }
        index &+= 3
      }
    }
    guard index <= maximumLength, segments <= RouteTemplate.maximumSegments, !isDots(target, start, index) else {
      return nil
    }
    return index
  }

  /// Whether the segment from `start` to `end` is `.` or `..`.
  @inline(__always)
  private static func isDots(_ target: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end &- start == 1 || end &- start == 2 else { return false }
    return target[start] == 0x2E && target[end &- 1] == 0x2E
  }

  /// Whether a percent-escape stands at `index` of a byte that cannot stand there as itself, and that no server takes
  /// for the end of a segment or of the text.
  private static func isNeededEscape(_ target: Span<UInt8>, at index: Int) -> Bool {
    guard target[index] == 0x25, index + 2 < target.count else { return false }
    guard let high = ASCII.hexValue(target[index + 1]), let low = ASCII.hexValue(target[index + 2]) else {
      return false
    }
    let byte = high << 4 | low
    return byte != 0x2F && byte != 0x5C && byte != 0 && !PathCharacter.isUnreserved(byte)
  }
}

// Segments.
extension RequestPath {
  /// Where the first segment begins. The next begins one byte after the end of the one before.
  static var firstStart: Int { 1 }

  /// Whether no segment begins at `start`, which is one byte after the end of one.
  @inline(__always)
  func isBehindLast(_ start: Int) -> Bool { start > bytes.count }

  /// The segment that begins at `start`, with its escapes as they are.
  @inline(__always)
  @_lifetime(copy self)
  func segment(from start: Int) -> Span<UInt8> {
    unsafe bytes.extracting(unchecked: Range(uncheckedBounds: (start, end(from: start))))
  }

  /// The first slash from `start` on, or the end.
  @inline(__always)
  private func end(from start: Int) -> Int {
    slashes.next(from: start, in: bytes.count) ?? bytes.first(0x2F, from: start, before: bytes.count)
  }

  /// Where segment `number` is, which is there.
  func bounds(of number: Int) -> Range<Int> {
    var start = RequestPath.firstStart
    for _ in 0..<number { start = end(from: start) &+ 1 }
    return unsafe Range(uncheckedBounds: (start, end(from: start)))
  }

  /// Whether there is a percent-escape in `range`.
  @inline(__always)
  func hasEscape(in range: Range<Int>) -> Bool {
    mayHaveEscapes && bytes.extracting(range).firstIndex(of: 0x25) != nil
  }
}
