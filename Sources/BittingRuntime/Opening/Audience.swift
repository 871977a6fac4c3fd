public import KeyModel

/// Which bundles a validator is for.
public struct Audience: Hashable, Sendable {
  /// The service that authorizes.
  public let service: Name
  /// The environment that it runs in.
  public let environment: EnvironmentName

  /// The bundles of `service` in `environment`.
  public init(service: Name, environment: EnvironmentName) {
    self.service = service
    self.environment = environment
  }
}
