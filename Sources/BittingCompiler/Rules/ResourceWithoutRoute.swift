internal import Diagnostics
internal import KeyModel

/// A resource that no route of its service needs.
enum ResourceWithoutRoute: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard catalog.completeness.policies else { return }
    var needed: Set<Name> = []
    var services: Set<Name> = []
    for route in catalog.routes {
      services.insert(route.service)
      if let scope = route.scope { needed.insert(scope.resource) }
    }
    let routed = Set(catalog.services.filter { services.contains($0.name) }.flatMap(\.resources))
    for resource in catalog.resources where routed.contains(resource.name) && !needed.contains(resource.name) {
      report.append(
        finding(
          "no route needs resource `\(resource.name)`", at: resource.declaration.name.span,
          help: "declare its routes, or take it away; a service that asks for scopes itself may leave it so"))
    }
  }

  static let page = RulePage(
    "resource-without-route", .note,
    summary: "a resource that no route needs, though its service has routes",
    why: """
      A grant of it opens nothing that goes by method and path. Either routes are missing, and their requests are denied, or
      the resource is left over. A service without any routes asks for scopes itself and is passed over.
      """,
    wrong: """
      services:
        storefront: { resources: [orders, fax] }
      routes:
        storefront:
          GET /v1/orders: orders:read
      """,
    right: """
      services:
        storefront: { resources: [orders] }
      routes:
        storefront:
          GET /v1/orders: orders:read
      """)
}
