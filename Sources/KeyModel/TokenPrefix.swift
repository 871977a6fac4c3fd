/// What every token of a project begins with, so that people and scanners know whose it is: `shop`.
///
/// `a-z0-9`, 2 to 12 characters; with an environment's name at most ``maximumWithEnvironment`` together.
public struct TokenPrefix: ParsableText, Hashable, CustomStringConvertible {
  /// The most characters that prefix and environment may have together, so that a token has at most 55 bytes.
  public static let maximumWithEnvironment = 13

  /// The prefix's text.
  public let text: Text

  /// The prefix that `text` writes; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard (2...12).contains(text.count), text.allSatisfy({ ASCII.isLower($0) || ASCII.isDigit($0) }) else { return nil }
    self.text = Text(copying: text)
  }

  /// The prefix itself.
  public var description: String { text.string }
}
