public import KeyModel

/// What a bundle's signers state, known before it is opened (Format.md, "Trusted comment").
public struct BundleStatement: Hashable, Sendable {
  /// The service that the bundle is for.
  public let service: Name
  /// The environment that the bundle is for.
  public let environment: EnvironmentName
  /// When the bundle was made; a later one replaces an earlier one.
  public let issued: Instant
  /// The instant from which on the bundle may not be opened.
  public let expires: Instant
  /// Which payload is inside.
  public let content: ContentDigest
  /// The commit that the declarations are from; nil where they are in no repository.
  public let commit: CommitID?
  /// Whether the declarations had changes that are not in the commit.
  public let isDirty: Bool

  /// A statement of these facts.
  public init(
    service: Name, environment: EnvironmentName, issued: Instant, expires: Instant, content: ContentDigest,
    commit: CommitID?, isDirty: Bool
  ) {
    self.service = service
    self.environment = environment
    self.issued = issued
    self.expires = expires
    self.content = content
    self.commit = commit
    self.isDirty = isDirty
  }

  /// The number that only grows: the seconds of ``issued``, so that nobody can use up the numbers to come.
  public var sequence: Int64 { issued.seconds }
}
