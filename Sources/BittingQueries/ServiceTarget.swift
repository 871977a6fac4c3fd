package import BittingCompiler
package import KeyModel

/// What a question leads to at one service, whoever asks.
package struct ServiceTarget: Sendable {
  /// The service; nil where no service has such a route.
  package let service: Name?
  /// The route; nil where none matches, or a scope was asked for.
  package let route: Catalog.Route?
  /// The scope needed; nil on a public route, and where the question leads nowhere.
  package let scope: Scope?
  /// The tenant that the path names, which need not be a tenant's name.
  package let pathTenant: Text?
  /// Why it leads nowhere; nil if it leads somewhere.
  package let deadEnd: Obstacle?
  /// The resources of the service.
  let owned: Set<Name>

  /// Whether no credential is needed.
  package var isPublic: Bool { deadEnd == nil && scope == nil }
}

extension ServiceTarget {
  /// What leads nowhere, at `service` or at all of them.
  init(_ service: Catalog.Service?, deadEnd: Obstacle) {
    self.init(
      service: service?.name, route: nil, scope: nil, pathTenant: nil, deadEnd: deadEnd,
      owned: Set(service?.resources ?? []))
  }

  /// What `wish` leads to at `service`.
  init(_ wish: AccessQuestion.Wish, at service: Catalog.Service, of catalog: Catalog) {
    switch wish {
    case .scope(let scope): self.init(scope, at: service, of: catalog)
    case .route(let method, let path):
      guard let path = RequestPath(path) else {
        self.init(service, deadEnd: .ambiguousPath)
        return
      }
      let routes = catalog.routes.filter { $0.service == service.name && path.matches($0.template) }
      guard let route = ServiceTarget.mostLiteral(of: routes.filter { $0.template.method == method }) else {
        self.init(service, deadEnd: .noRoute(otherMethods: Set(routes.map(\.template.method)).sorted()))
        return
      }
      self.init(route, path, at: service)
    }
  }

  private init(_ scope: Scope, at service: Catalog.Service, of catalog: Catalog) {
    let ranks = catalog.resource(scope.resource)?.ranks ?? []
    let exists = catalog.ladder.rank(scope.level).map(ranks.contains) ?? false
    guard exists, service.resources.contains(scope.resource) else {
      self.init(service, deadEnd: .foreignScope(scope))
      return
    }
    self.init(
      service: service.name, route: nil, scope: scope, pathTenant: nil, deadEnd: nil, owned: Set(service.resources))
  }

  private init(_ route: Catalog.Route, _ path: RequestPath, at service: Catalog.Service) {
    let tenant = route.template.tenantIndex.map { path.segments[$0] }
    self.init(
      service: service.name, route: route, scope: route.scope, pathTenant: tenant?.text,
      deadEnd: tenant?.hasEscape == true ? .ambiguousPath : nil, owned: Set(service.resources))
  }

  /// The one of `routes` that a path takes which all of them match. Of any two one is literal wherever they differ: else
  /// they are a `route-conflict`.
  private static func mostLiteral(of routes: [Catalog.Route]) -> Catalog.Route? {
    routes.max { one, other in
      zip(one.template.segments, other.template.segments).contains { isParameter($0) && !isParameter($1) }
    }
  }

  private static func isParameter(_ segment: RouteTemplate.Segment) -> Bool {
    if case .parameter = segment { true } else { false }
  }
}
