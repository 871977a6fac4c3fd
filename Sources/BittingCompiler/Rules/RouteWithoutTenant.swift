internal import Diagnostics
internal import KeyModel

/// A route that compares no tenant, open to keys that have to name one.
enum RouteWithoutTenant: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let bound = catalog.types.filter { $0.declaration.tenant?.value == .required }
    for route in catalog.routes where route.template.tenantIndex == nil {
      guard let scope = route.scope, let rank = catalog.ladder.rank(scope.level) else { continue }
      guard let type = bound.first(where: { $0.ceiling.includes(scope.resource, rank) }) else { continue }
      report.append(found(route, type))
    }
  }
}

extension RouteWithoutTenant {
  private static func found(_ route: Catalog.Route, _ type: Catalog.KeyType) -> Finding {
    finding(
      "route `\(route.template)` compares no tenant, and keys of type `\(type.name)` may reach it",
      at: route.declaration.template.span,
      related: type.declaration.tenant.map { [Finding.Related("each of them names one tenant", at: $0.span)] } ?? [],
      help: "put `{tenant}` into the path; otherwise service `\(route.service)` has to keep to the key's tenant itself")
  }

  static let page = RulePage(
    "route-without-tenant", .note,
    summary: "a route without `{tenant}` that keys of a type with `tenant: required` may reach",
    why: """
      The validator compares the key's tenant with the `{tenant}` of the path, or with one that the service gives it.
      Without either it only tells the service whose key it was, and the service has to keep to that.
      """,
    wrong: """
      GET /v1/orders: orders:read
      """,
    right: """
      GET /v1/tenants/{tenant}/orders: orders:read
      """)
}
