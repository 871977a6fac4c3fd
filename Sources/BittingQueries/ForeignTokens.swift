internal import BittingCompiler
internal import KeyModel

/// In which environments the bundle of a service knows tokens from elsewhere.
///
/// Where it knows none, what has not the form of the project's tokens is refused for its form, before any look-up.
struct ForeignTokens {
  private let environments: Set<EnvironmentName>
  private let areEverywhere: Bool

  init(at target: ServiceTarget, of catalog: Catalog) {
    areEverywhere = catalog.tombstones.contains { $0.handle == nil }
    var environments: Set<EnvironmentName> = []
    for key in catalog.keys {
      guard let environment = key.environment, !environments.contains(environment), key.isNeeded(by: target) else {
        continue
      }
      if key.declaration.secrets.contains(where: { $0.handle == nil }) { environments.insert(environment) }
    }
    self.environments = environments
  }

  /// Whether the bundle for `environment` looks up such a token.
  func areKnown(in environment: EnvironmentName?) -> Bool {
    areEverywhere || environment.map(environments.contains) ?? false
  }
}
