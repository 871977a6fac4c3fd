/// The name of a key, unique in its repository: `acme-sync`.
///
/// `a-z0-9` and `-`, 2 to 64 characters; it begins and ends with a letter or digit.
public struct KeyID: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The name's text.
  public let text: Text

  /// The key that `text` names; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard KeyID.isValid(text) else { return nil }
    self.text = Text(copying: text)
  }

  /// The key whose name is already known to have the form.
  package init(unchecked text: Text) {
    self.text = text
  }

  /// Whether `text` names a key; copies nothing.
  package static func isValid(_ text: Span<UInt8>) -> Bool {
    (2...64).contains(text.count) && text.allSatisfy(isAllowed) && text[0] != 0x2D && text[text.count - 1] != 0x2D
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    ASCII.isLower(byte) || ASCII.isDigit(byte) || byte == 0x2D
  }

  /// The name itself.
  public var description: String { text.string }

  /// The order of the bytes.
  public static func < (one: KeyID, other: KeyID) -> Bool { one.text < other.text }
}
