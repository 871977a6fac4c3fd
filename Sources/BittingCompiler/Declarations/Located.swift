public import Diagnostics

/// A declared value and where it stands.
public struct Located<Value: Sendable>: Sendable {
  /// What was declared.
  public let value: Value
  /// Its bytes in the file.
  public let span: SourceSpan

  /// `value`, declared at `span`.
  public init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }
}
