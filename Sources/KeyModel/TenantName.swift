/// Whose data: what stands in the `{tenant}` segment of a path, byte for byte.
///
/// 1 to 128 of the characters that a path segment may hold without an escape (RFC 3986, section 3.3), without `;`, which
/// some servers cut a segment at, and `*`, which means every tenant; not `.` or `..`.
public struct TenantName: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The name's text.
  public let text: Text

  /// The tenant that `text` names; nil if no path could carry it.
  public init?(parsing text: Span<UInt8>) {
    guard TenantName.isValid(text) else { return nil }
    self.text = Text(copying: text)
  }

  /// The tenant whose name is already known to have the form.
  package init(unchecked text: Text) {
    self.text = text
  }

  /// Whether `text` names a tenant; copies nothing.
  public static func isValid(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text.count <= 128 else { return false }
    guard isPlain(text) || text.allSatisfy(isAllowed) else { return false }
    // Not `.` or `..`.
    return text.count > 2 || text[0] != 0x2E || text[text.count - 1] != 0x2E
  }

  /// Whether `text` has eight letters, digits, `-` and `_` at least, and nothing else.
  private static func isPlain(_ text: Span<UInt8>) -> Bool {
    guard text.count >= 8 else { return false }
    var (plain, index) = (ByteLanes.all, 0)
    while index < text.count {
      // What is seen twice stays the same.
      let lanes = ByteLanes(text.word(uncheckedAt: min(index, text.count &- 8)))
      plain &= lanes.areAlphanumeric | lanes.are(0x2D) | lanes.are(0x5F)
      index &+= 8
    }
    return plain == ByteLanes.all
  }

  @inline(__always)
  private static func isAllowed(_ byte: UInt8) -> Bool { PathCharacter.isLiteral(byte) && byte != 0x2A }

  /// The name itself.
  public var description: String { text.string }

  /// The order of the bytes.
  public static func < (one: TenantName, other: TenantName) -> Bool { one.text < other.text }
}
