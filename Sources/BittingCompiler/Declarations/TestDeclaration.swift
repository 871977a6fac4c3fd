public import Diagnostics
public import KeyModel

/// One of `tests`: requests of one key, and what is expected of them.
public struct TestDeclaration: Sendable {
  /// What the test shows.
  public var name: Located<Text>
  /// The service that is asked.
  public var service: Located<Name>
  /// The environment it runs in.
  public var environment: Located<EnvironmentName>
  /// The key that asks; nil: a caller without a credential.
  public var key: Located<KeyID>?
  /// When.
  public var at: Located<Instant>
  /// From where.
  public var from: Located<Address>?
  /// The tenant that the service gives, for routes that have none.
  public var tenant: Located<TenantName>?
  /// Why the test is not run; nil: it is.
  public var skip: Located<Text>?
  /// Whether every route that is not listed is expected to be denied.
  public var othersAreDenied: Located<Bool>?
  /// The requests.
  public var expectations: [Expectation]
  /// The whole entry.
  public var span: SourceSpan

  /// One request of a test.
  public struct Expectation: Sendable {
    /// The method.
    public var method: Text
    /// The path as the caller sends it.
    public var path: Text
    /// Both, as they are written.
    public var request: SourceSpan
    /// What is expected.
    public var outcome: Located<Outcome>
  }

  /// What is expected of a request.
  public enum Outcome: Hashable, Sendable {
    case allow
    /// Denied, for this reason where one is given.
    case deny(DenialReason?)
  }
}
