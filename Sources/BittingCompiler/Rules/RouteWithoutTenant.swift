internal import Diagnostics
internal import KeyModel

/// A route that compares no tenant, open to keys that have to name one.
enum RouteWithoutTenant: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let routes = catalog.routes.filter { $0.template.tenantIndex == nil && $0.scope != nil }
    let types = FirstTypes(
      catalog.types.filter { $0.declaration.tenant?.value == .required },
      reaching: Set(routes.lazy.compactMap { $0.scope?.resource }))
    for route in routes {
      guard let scope = route.scope, let rank = catalog.ladder.rank(scope.level) else { continue }
      if let type = types.first(reaching: scope.resource, at: rank) { report.append(found(route, type)) }
    }
  }
}

/// The first type that may reach something, so that not every route is held against every type.
private struct FirstTypes {
  /// For each resource those types that may have more of it than all before.
  private var rising: [Name: [(rank: Int, type: Catalog.KeyType)]] = [:]

  init(_ types: [Catalog.KeyType], reaching resources: Set<Name>) {
    for type in types {
      for (resource, rank) in type.ceiling.ranks where resources.contains(resource) {
        if rank > rising[resource]?.last?.rank ?? -1 { rising[resource, default: []].append((rank, type)) }
      }
    }
  }

  func first(reaching resource: Name, at rank: Int) -> Catalog.KeyType? {
    rising[resource]?.first { $0.rank >= rank }?.type
  }
}

extension RouteWithoutTenant {
  private static func found(_ route: Catalog.Route, _ type: Catalog.KeyType) -> Finding {
    finding(
      "route `\(route.template)` compares no tenant, and keys of type `\(type.name)` may reach it",
      at: route.declaration.template.span,
      related: type.declaration.tenant.map { [Finding.Related("each of them names one tenant", at: $0.span)] } ?? [],
      help: misnamed(route.template).map { name in
        "only `{tenant}` is compared with the key's tenant; did you mean it by `\(name)`?"
      } ?? "put `{tenant}` into the path; otherwise service `\(route.service)` has to keep to the key's tenant itself")
  }

  /// The parameter that seems to be meant for the tenant.
  private static func misnamed(_ template: RouteTemplate) -> String? {
    for case .parameter(let name) in template.segments {
      let isLonger = name.string.lowercased().contains("tenant")
      if isLonger || NearName.nearest(to: name.string, among: ["tenant"]) != nil { return "{\(name)}" }
    }
    return nil
  }

  static let page = RulePage(
    "route-without-tenant", .note,
    summary: "a route without `{tenant}` that keys of a type with `tenant: required` may reach",
    why: """
      The validator compares the key's tenant with the `{tenant}` of the path, or with one that the service gives it.
      Without either it only tells the service whose key it was, and the service has to keep to that. Any other name than
      `{tenant}` is for people: nothing is compared.
      """,
    wrong: """
      GET /v1/orders: orders:read
      """,
    right: """
      GET /v1/tenants/{tenant}/orders: orders:read
      """)
}
