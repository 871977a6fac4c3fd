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

  /// Whether there may be a percent-escape in it.
  let mayHaveEscapes: Bool

  /// The path before the first `?` of `target`; nil unless it is an unambiguous path.
  @_lifetime(copy target)
  init?(before target: Span<UInt8>) {
    mayHaveEscapes = !RequestPath.isPlain(target)
    guard mayHaveEscapes else {
      bytes = target
      return
    }
    guard let end = RequestPath.end(of: target) else { return nil }
    bytes = target.extracting(0..<end)
  }

  /// Whether `target` is an unambiguous path as most are: without query and escapes, and with nothing that takes a closer
  /// look. Eight bytes are looked at together.
  private static func isPlain(_ target: Span<UInt8>) -> Bool {
    guard target.count >= 8, target.count <= maximumLength, target[0] == 0x2F else { return false }
    var (index, isPlain, slashes, carry) = (0, ByteLanes.all, 0, 0 as UInt64)
    while index < target.count {
      let lanes = ByteLanes(target.word(uncheckedFrom: index))
      let areSlashes = lanes.are(0x2F)
      // A segment that is empty or begins with a dot.
      let areDoubtful = (areSlashes << 8 | carry) & (areSlashes | lanes.are(0x2E))
      // Zeros fill up the last word.
      let rest = target.count &- index
      let padding = rest >= 8 ? 0 : ByteLanes.all &<< UInt64(truncatingIfNeeded: rest &* 8)
      let arePlain = lanes.areAlphanumeric | areSlashes | lanes.areBetween(0x26, 0x2E) | lanes.are(0x5F)
      isPlain &= (arePlain | padding) & ~areDoubtful
      carry = areSlashes >> 56
      // The highest byte of the product is the sum of all bytes.
      slashes &+= Int(truncatingIfNeeded: ((areSlashes &>> 7) &* 0x0101_0101_0101_0101) &>> 56)
      index &+= 8
    }
    return isPlain == ByteLanes.all && slashes <= RouteTemplate.maximumSegments
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
    var end = start
    while bytes.count &- end >= 8 {
      let areSlashes = ByteLanes(bytes.word(uncheckedAt: end)).are(0x2F)
      if areSlashes != 0 { return end &+ areSlashes.trailingZeroBitCount &>> 3 }
      end &+= 8
    }
    while end < bytes.count, unsafe bytes[unchecked: end] != 0x2F { end &+= 1 }
    return end
  }

  /// Segment `number`, which is there.
  @_lifetime(copy self)
  func segment(_ number: Int) -> Span<UInt8> {
    var start = RequestPath.firstStart
    for _ in 0..<number { start = end(from: start) &+ 1 }
    return segment(from: start)
  }
}
