public import KeyModel

/// What one bundle says, before it has a layout: one service in one environment, every wildcard resolved.
///
/// The order of the arrays carries no meaning; the encoder sorts, so that the same content gives the same bytes.
public struct BundleContent: Hashable, Sendable {
  /// Whose keys these are.
  public var project: Name
  /// The service that loads the bundle.
  public var service: Name
  /// The environment that it runs in.
  public var environment: EnvironmentName
  /// What the project's tokens begin with.
  public var tokenPrefix: TokenPrefix
  /// The ladder of levels, the lowest first.
  public var levels: [Name]
  /// Every scope of the service's resources.
  public var scopes: [Scope]
  /// The key types that the keys have.
  public var types: [KeyType]
  /// The keys that the service needs.
  public var keys: [Key]
  /// The service's routes.
  public var routes: [Route]
  /// The revoked secrets of the whole repository.
  public var tombstones: [Tombstone]

  /// A content without types, keys, routes or tombstones.
  public init(
    project: Name, service: Name, environment: EnvironmentName, tokenPrefix: TokenPrefix, levels: [Name],
    scopes: [Scope]
  ) {
    self.project = project
    self.service = service
    self.environment = environment
    self.tokenPrefix = tokenPrefix
    self.levels = levels
    self.scopes = scopes
    (types, keys, routes, tombstones) = ([], [], [], [])
  }
}
