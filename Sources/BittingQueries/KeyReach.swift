package import BittingCompiler
package import KeyModel

/// All that a key may do at an instant, beside what is public.
package struct KeyReach: Sendable {
  /// What the key reaches at one service.
  package struct AtService: Sendable {
    /// The service.
    package let service: Name
    /// The highest scope of each resource, which includes those below; by resource.
    package let scopes: [Scope]
    /// The routes that need one of the scopes, where the key reaches a tenant if they name one.
    package let routes: [Catalog.Route]
  }

  /// The key.
  package let key: Catalog.Key
  /// The secret that counts; nil if the key has none.
  package let secret: SecretDeclaration?
  /// Why the key can do nothing at all; empty if it can.
  package let obstacles: [Obstacle]
  /// What the key reaches, or would reach without the obstacles, at each service that it reaches anything of.
  package let services: [AtService]

  /// The reach of `key` at `now`.
  init(of key: Catalog.Key, at now: Instant, _ catalog: Catalog) {
    let standing = KeyStanding(of: key, at: now)
    (self.key, secret) = (key, standing.secret)
    let isNowhere = key.declaration.networks?.isEmpty == true
    obstacles = standing.obstacles + (isNowhere ? [.network(nil)] : [])
    services = catalog.services.compactMap { KeyReach.reach(of: key, at: $0, catalog) }
  }

  private static func reach(of key: Catalog.Key, at service: Catalog.Service, _ catalog: Catalog) -> AtService? {
    let grants = key.grants.sorted.filter { service.resources.contains($0.resource) }
    guard !grants.isEmpty else { return nil }
    let scopes = grants.map { Scope(resource: $0.resource, level: catalog.ladder.names[$0.rank]) }
    let routes = catalog.routes.filter { route in
      guard route.service == service.name, let scope = route.scope, let rank = catalog.ladder.rank(scope.level) else {
        return false
      }
      return key.grants.includes(scope.resource, rank) && (route.template.tenantIndex == nil || key.reachesATenant)
    }
    return AtService(service: service.name, scopes: scopes, routes: routes)
  }
}
