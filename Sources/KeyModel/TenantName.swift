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
    (1...128).contains(text.count) && text.allSatisfy(isAllowed) && !text.equals(".") && !text.equals("..")
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    PathCharacter.isLiteral(byte) && byte != 0x2A
  }

  /// The name itself.
  public var description: String { text.string }

  /// The order of the bytes.
  public static func < (one: TenantName, other: TenantName) -> Bool { one.text < other.text }
}
