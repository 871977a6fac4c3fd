public import BundleFormat
public import KeyModel

/// The highest bundle that a validator has accepted, and all that is revoked: what keeps an older bundle from coming back,
/// and a revoked secret.
///
/// The host keeps it. It writes the value that ``Gate/open(_:identities:trusting:for:after:at:)`` or
/// ``Gate/revoking(_:trusting:after:at:)`` returns, durably, and only then puts the gate in force. No value at all is a
/// first start; one that cannot be read must not be taken for none.
public struct HighWater: Hashable, Sendable {
  /// The project whose bundles these are.
  public let project: Name
  /// The service whose bundles these are.
  public let service: Name
  /// The environment whose bundles these are.
  public let environment: EnvironmentName
  /// The sequence of the bundle.
  public let sequence: Int64
  /// What was inside.
  public let content: ContentDigest
  /// What the revocation lists that were accepted have revoked; nil if there was none.
  public let revocations: RevocationList?

  /// The mark that a bundle with `statement`, of `project`, leaves beside `revocations`.
  public init(project: Name, statement: BundleStatement, revocations: RevocationList? = nil) {
    self.init(
      project: project, service: statement.service, environment: statement.environment, sequence: statement.sequence,
      content: statement.content, revocations: revocations)
  }

  /// The mark with these facts.
  init(
    project: Name, service: Name, environment: EnvironmentName, sequence: Int64, content: ContentDigest,
    revocations: RevocationList?
  ) {
    self.project = project
    self.service = service
    self.environment = environment
    self.sequence = sequence
    self.content = content
    self.revocations = revocations
  }

  /// The mark once `revocations` have been accepted.
  func with(_ revocations: RevocationList) -> HighWater {
    HighWater(
      project: project, service: service, environment: environment, sequence: sequence, content: content,
      revocations: revocations)
  }

  /// Whether it is of `project`, and of whom a bundle with `statement` is for.
  func isOf(_ project: Name, _ statement: BundleStatement) -> Bool {
    self.project == project && service == statement.service && environment == statement.environment
  }
}
