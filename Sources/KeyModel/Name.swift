/// The name of a project, key type, resource, level or service: `orders`, `partner`, `order-items`.
///
/// A lower-case letter, then lower-case letters, digits, `-` and `_`; 64 characters at most.
public struct Name: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The name's text.
  public let text: Text

  /// The name that `text` writes; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard Name.isValid(text) else { return nil }
    self.text = Text(copying: text)
  }

  /// Whether `text` is a name; copies nothing.
  package static func isValid(_ text: Span<UInt8>) -> Bool {
    (1...64).contains(text.count) && ASCII.isLower(text[0]) && text.allSatisfy(isAllowed)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    ASCII.isLower(byte) || ASCII.isDigit(byte) || byte == 0x2D || byte == 0x5F
  }

  /// The name itself.
  public var description: String { text.string }

  /// The order of the bytes.
  public static func < (one: Name, other: Name) -> Bool { one.text < other.text }
}
