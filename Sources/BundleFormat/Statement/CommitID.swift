public import KeyModel

/// A commit of git: 40 lower-case hexadecimal digits.
public struct CommitID: ParsableText, Hashable, CustomStringConvertible {
  /// The digits.
  public let text: Text

  /// The commit that `text` names; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard text.count == 40, text.allSatisfy({ ASCII.isDigit($0) || ($0 >= 0x61 && $0 <= 0x66) }) else { return nil }
    self.text = Text(copying: text)
  }

  /// The digits.
  public var description: String { text.string }
}
