/// The name of an environment, which every token carries: `test`, `live`.
///
/// `a-z0-9`, 1 to 11 characters, so that with a prefix of two a token still fits one SHA-256 block.
public struct EnvironmentName: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The name's text.
  public let text: Text

  /// The name that `text` writes; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard EnvironmentName.isValid(text) else { return nil }
    self.text = Text(copying: text)
  }

  /// Whether `text` names an environment; copies nothing.
  package static func isValid(_ text: Span<UInt8>) -> Bool {
    (1...11).contains(text.count) && text.allSatisfy { ASCII.isLower($0) || ASCII.isDigit($0) }
  }

  /// The name itself.
  public var description: String { text.string }

  /// The order of the bytes.
  public static func < (one: EnvironmentName, other: EnvironmentName) -> Bool { one.text < other.text }
}
