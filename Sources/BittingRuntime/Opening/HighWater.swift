public import BundleFormat
public import KeyModel

/// The highest bundle that a validator has accepted: what keeps an older one from coming back.
///
/// The host keeps it. It writes the value that ``Gate/open(_:identities:trusting:for:after:at:)`` returns, durably, and
/// only then puts the bundle in force. No value at all is a first start; one that cannot be read must not be taken for
/// none.
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

  /// The mark that a bundle with `statement`, of `project`, leaves.
  public init(project: Name, statement: BundleStatement) {
    self.project = project
    service = statement.service
    environment = statement.environment
    sequence = statement.sequence
    content = statement.content
  }
}
