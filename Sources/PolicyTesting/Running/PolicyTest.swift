public import Diagnostics
public import KeyModel

/// One test of a policy: requests of one caller at one instant, and what is expected of them.
///
/// It names no declarations: what the caller holds is a token of the bundle that the test runs on.
public struct PolicyTest: Sendable {
  /// What it shows.
  public let name: Text
  /// Where the name stands.
  public let place: SourceSpan
  /// Which bundle it runs on.
  public let stage: TestStage
  /// Who asks.
  public let caller: Caller
  /// Where the requests come from.
  public let from: Address?
  /// The tenant that the caller of the library names.
  public let tenant: TenantName?
  /// Why it is not run; nil: it is.
  public let skip: Text?
  /// The requests.
  public let requests: [ExpectedRequest]
  /// The value of `others: deny`, where every other route is expected to be denied.
  public let othersAreDenied: SourceSpan?

  /// A test, as it is declared.
  public init(
    name: Text, place: SourceSpan, stage: TestStage, caller: Caller, from: Address?, tenant: TenantName?, skip: Text?,
    requests: [ExpectedRequest], othersAreDenied: SourceSpan?
  ) {
    self.name = name
    self.place = place
    self.stage = stage
    self.caller = caller
    self.from = from
    self.tenant = tenant
    self.skip = skip
    self.requests = requests
    self.othersAreDenied = othersAreDenied
  }

  /// Who asks.
  public enum Caller: Sendable {
    /// Somebody without a credential.
    case nobody
    /// A key, with the token that it would use at the instant of the test, and the one tenant that it reaches.
    case key(KeyID, token: [UInt8], tenant: TenantName?)
    /// A key that has no secret to ask with, named at `SourceSpan`.
    case keyWithoutSecret(KeyID, SourceSpan)
  }
}

/// Where and when a test takes place: tests of one stage share a bundle.
public struct TestStage: Hashable, Sendable {
  /// The service that is asked.
  public let service: Name
  /// The environment it runs in.
  public let environment: EnvironmentName
  /// When.
  public let at: Instant

  /// `service` in `environment` at the instant `at`.
  public init(service: Name, environment: EnvironmentName, at: Instant) {
    self.service = service
    self.environment = environment
    self.at = at
  }
}

/// One request of a test.
public struct ExpectedRequest: Sendable {
  /// The method.
  public let method: Text
  /// The path as the caller sends it.
  public let path: Text
  /// What is expected.
  public let outcome: Outcome
  /// Where that stands.
  public let place: SourceSpan

  /// `method` and `path`, expected to come to `outcome`, as written at `place`.
  public init(method: Text, path: Text, outcome: Outcome, place: SourceSpan) {
    self.method = method
    self.path = path
    self.outcome = outcome
    self.place = place
  }

  /// What is expected of a request.
  public enum Outcome: Hashable, Sendable, CustomStringConvertible {
    case allow
    /// Denied, for this reason where one is given.
    case deny(DenialReason?)

    /// Whether a decision for `reason` (nil: allowed) is what was expected.
    public func isMet(by reason: DenialReason?) -> Bool {
      switch self {
      case .allow: reason == nil
      case .deny(let expected): reason != nil && (expected == nil || expected == reason)
      }
    }

    /// The outcome as a test writes it.
    public var description: String {
      switch self {
      case .allow: "allow"
      case .deny(nil): "deny"
      case .deny(let reason?): "deny \(reason)"
      }
    }
  }
}
