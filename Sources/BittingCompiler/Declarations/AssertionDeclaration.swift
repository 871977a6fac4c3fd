public import Diagnostics
public import KeyModel

/// One of `assertions`: a claim about every key.
public struct AssertionDeclaration: Sendable {
  /// The claim in people's words.
  public var claim: Located<Text>
  /// The claim as it is decided.
  public var form: Form
  /// The whole entry.
  public var span: SourceSpan

  /// The forms that a claim may have.
  public enum Form: Sendable {
    /// No key of the selection is granted the scope.
    case forbid(KeySelection, scope: Located<Scope>)
    /// At most `count` keys of the selection are granted the scope.
    case atMost(count: Located<UInt32>, KeySelection, scope: Located<Scope>)
    /// No key of the selection is granted two of the scopes.
    case separate([Located<Scope>], KeySelection)
  }
}

/// Which keys a claim is about; what is nil selects nothing out.
public struct KeySelection: Sendable {
  /// Keys of this type.
  public var type: Located<Name>?
  /// This key.
  public var key: Located<KeyID>?
  /// Keys of this environment.
  public var environment: Located<EnvironmentName>?
}
