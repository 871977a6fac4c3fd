internal import KeyModel

/// The first part of a route's path that makes the validator refuse every path of that form.
struct RefusedSegment {
  /// Its bytes in the text of the route.
  let range: Range<Int>
  /// Why, after "no request reaches it:".
  let reason: String

  /// Looks for one in `text`; nil if there is none, or the text is no method and path at all.
  init?(in text: Span<UInt8>) {
    guard let space = text.firstIndex(of: 0x20), text.extracting(0..<space).allSatisfy(RouteTemplate.isToken) else {
      return nil
    }
    var start = space
    while start < text.count, text[start] == 0x20 { start += 1 }
    guard space > 0, start < text.count, text[start] == 0x2F else { return nil }
    for end in (start + 1)...text.count where end == text.count || text[end] == 0x2F {
      let segment = text.extracting((start + 1)..<end)
      if let (place, reason) = RefusedSegment.fault(segment, isLast: end == text.count) {
        range = (start + 1 + place.lowerBound)..<(start + 1 + place.upperBound)
        self.reason = reason
        return
      }
      start = end
    }
    return nil
  }

  private static func fault(_ segment: Span<UInt8>, isLast: Bool) -> (Range<Int>, String)? {
    if segment.isEmpty { return isLast ? nil : (0..<0, "an empty segment is refused") }
    if segment.equals(".") || segment.equals("..") { return (0..<segment.count, "a segment of dots is refused") }
    for index in segment.indices {
      if segment[index] == 0x25, isRefusedEscape(segment, index) {
        return (index..<min(index + 3, segment.count), "such an escape is refused")
      }
      if isRefused(segment[index]) {
        let reason = segment[index] == 0x3F ? "a `?` ends the path" : "this character is refused in a path"
        return (index..<endOfCharacter(segment, index), reason)
      }
    }
    return nil
  }

  private static func endOfCharacter(_ segment: Span<UInt8>, _ start: Int) -> Int {
    var end = start + 1
    while end < segment.count, segment[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// A raw backslash, `;`, `#`, control or non-ASCII byte; a `?` ends the path.
  private static func isRefused(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x20, 0x7F...0xFF, 0x5C, 0x3B, 0x23, 0x3F: true
    default: false
    }
  }

  /// An escape that is broken, needless, or hides a slash, a backslash or a NUL.
  private static func isRefusedEscape(_ segment: Span<UInt8>, _ index: Int) -> Bool {
    guard index + 2 < segment.count, let high = ASCII.hexValue(segment[index + 1]),
      let low = ASCII.hexValue(segment[index + 2])
    else { return true }
    let byte = UInt8(high) << 4 | UInt8(low)
    return [0x00, 0x2F, 0x5C].contains(byte) || PathCharacter.isUnreserved(byte)
  }
}
