internal import BundleWriting
internal import KeyModel

/// Requests that show what a key is granted: without the grant they would be denied.
struct ShowingRequests {
  /// One request.
  struct Found {
    /// Method and path, every parameter filled in.
    let request: String
    /// The route that it takes.
    let route: Catalog.Route
  }

  /// The longest path that is looked at when a request is decided.
  private static let maximumPath = 2_048

  /// How many routes all requests together may be compared with; behind that no more requests are made up.
  private let steps = StepCount(most: 4_000_000)

  private let catalog: Catalog
  private let routes: [Scope: [Catalog.Route]]
  private let literals: Set<Text>
  /// What stands for a parameter, and for the tenant of a key that reaches all of them; no route has it as a literal.
  private let free: (parameter: Text, tenant: Text)

  init(_ catalog: Catalog) {
    self.catalog = catalog
    var literals: Set<Text> = []
    var routes: [Scope: [Catalog.Route]] = [:]
    for route in catalog.routes {
      if let scope = route.scope { routes[scope, default: []].append(route) }
      for case .literal(let text) in route.template.segments { literals.insert(text) }
    }
    (self.routes, self.literals) = (routes, literals)
    let numbers = (1...(literals.count + 1)).lazy.map(String.init)
    let parameter = numbers.map { Text($0) }.first { !literals.contains($0) }
    let tenant = numbers.map { Text("tenant-\($0)") }.first { !literals.contains($0) }
    free = (parameter ?? Text("1"), tenant ?? Text("tenant"))
  }

  /// A request that takes a grant of `resource` at `rank` or above, and that `key` is granted; nil if there is none.
  func request(of key: Catalog.Key, showing resource: Name, at rank: Int) -> Found? {
    guard let granted = key.grants.ranks[resource], rank <= granted else { return nil }
    let reach = key.tenantReach
    for needed in rank...granted {
      for route in routes[Scope(resource: resource, level: catalog.ladder.names[needed])] ?? [] {
        guard !steps.isSpent else { return nil }
        if let path = path(route, reach) { return Found(request: "\(route.template.method) \(path)", route: route) }
      }
    }
    return nil
  }

  /// A path that takes `route`, with a tenant that is reached; nil if there is none.
  private func path(_ route: Catalog.Route, _ reach: BundleContent.TenantReach) -> String? {
    let segments = route.template.segments
    steps.take(10 * segments.count)
    guard let place = route.template.tenantIndex else { return path(segments.map { filled($0, free.tenant) }) }
    let tenant: Text
    switch reach {
    case .none: return nil
    case .all: tenant = free.tenant
    case .one(let name): tenant = name.text
    }
    let concrete = segments.map { filled($0, tenant) }
    guard !literals.contains(tenant) || !isTaken(concrete, from: route, at: place) else { return nil }
    return path(concrete)
  }

  private func path(_ segments: [Text]) -> String? {
    let path = segments.map { "/\($0)" }.joined()
    return path.utf8.count <= ShowingRequests.maximumPath ? path : nil
  }

  private func filled(_ segment: RouteTemplate.Segment, _ tenant: Text) -> Text {
    switch segment {
    case .literal(let text): text
    case .tenant: tenant
    case .parameter: free.parameter
    }
  }

  /// Whether a route with a literal at `place` takes what is filled in for `route`: the more literal one wins.
  private func isTaken(_ segments: [Text], from route: Catalog.Route, at place: Int) -> Bool {
    steps.take(catalog.routes.count)
    return catalog.routes.contains { other in
      guard other.service == route.service, other.template.method == route.template.method,
        other.template.segments.count == segments.count, case .literal = other.template.segments[place]
      else { return false }
      return zip(other.template.segments, segments).allSatisfy { part, text in
        if case .literal(let literal) = part { literal == text } else { !text.utf8.isEmpty }
      }
    }
  }
}
