internal import Diagnostics
internal import KeyModel

/// Two routes that can match one path, and neither is the more literal.
enum RouteConflict: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let numbers = SegmentNumbers(catalog.routes)
    for group in RouteGroup.groups(of: catalog.routes, numbers) {
      if group.patterns.count > RouteGroup.maximumPatterns {
        report.append(tooMany(catalog.routes[group.first], group.patterns.count))
        continue
      }
      for (route, other) in group.conflicts { report.append(found(catalog.routes[route], catalog.routes[other])) }
    }
  }
}

extension RouteConflict {
  /// Reported at the one that comes later in the files.
  private static func found(_ one: Catalog.Route, _ other: Catalog.Route) -> Finding {
    let isOrdered = one.declaration.template.span < other.declaration.template.span
    let (first, second) = isOrdered ? (one, other) : (other, one)
    return finding(
      "route `\(second.template)` and another one match `\(shared(one.template, other.template))`",
      at: second.declaration.template.span,
      related: [Finding.Related("`\(first.template)`, which matches it, too", at: first.declaration.template.span)],
      help: isOneForm(one.template, other.template)
        ? "names of parameters do not matter: take one of the two away"
        : "wherever the two differ, the same one has to be literal; it wins then")
  }

  /// Whether the two differ in the names of their parameters alone.
  private static func isOneForm(_ one: RouteTemplate, _ other: RouteTemplate) -> Bool {
    zip(one.segments, other.segments).allSatisfy { pair in
      if case (.parameter, .parameter) = pair { return true }
      return pair.0 == pair.1
    }
  }

  /// A request that both match.
  private static func shared(_ one: RouteTemplate, _ other: RouteTemplate) -> String {
    let path = zip(one.segments, other.segments).map { pair in
      switch pair {
      case (.literal(let text), _), (.parameter, .literal(let text)), (.parameter(let text), .parameter): "/\(text)"
      }
    }
    return "\(one.method) \(path.joined())"
  }

  private static func tooMany(_ route: Catalog.Route, _ patterns: Int) -> Finding {
    finding(
      "`\(route.template)` and others like it have parameters in \(patterns) different patterns",
      at: route.declaration.template.span,
      help: "routes of one method and length can be told apart up to \(RouteGroup.maximumPatterns) patterns")
  }

  static let page = RulePage.sound(
    "route-conflict",
    summary: "two routes that can match one path, and neither is the more literal",
    why: """
      Of two routes that match a path, the one that is literal wherever they differ wins. Where each is literal in another
      segment, or both have the same form under different names, nothing says which scope the request needs. Each
      route is reported with one of those that it conflicts with.
      """,
    wrong: """
      GET /v1/{tenant}/orders: orders:read
      GET /v1/shared/{list}:   lists:read
      """,
    right: """
      GET /v1/{tenant}/orders:       orders:read
      GET /v1/shared/lists/{list}:   lists:read
      """)
}
