internal import Diagnostics
internal import KeyModel

/// A route costs more than a key that can reach it may ever spend at once.
enum CostAboveBurst: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let costs = RouteCosts(catalog)
    // Keys that say the same share what it stands for.
    var costliest: [ObjectIdentifier: Int?] = [:]
    var types: [Name: (burst: Burst, route: Int)] = [:]
    let areAmple = catalog.types.map { $0.declaration.allowsByDefault(costs.highest) }
    for key in catalog.keys {
      // Most keys take what their type gives them.
      if key.declared.isDisjoint(with: [.rate, .seldom]), let type = key.type, areAmple[type.number] { continue }
      guard let burst = Burst(of: key), burst.count < costs.highest else { continue }
      let list = ObjectIdentifier(key.granted)
      let highest = costliest[list] ?? costs.costliest(within: key.grants)
      costliest.updateValue(highest, forKey: list)
      guard let route = highest, costs[route] > burst.count else { continue }
      if !burst.isOfType {
        report.append(found("key `\(key.id)`", burst, catalog.routes[route]))
      } else if let type = key.type {
        let known = types[type.name]?.route ?? route
        types[type.name] = (burst, costs[known] < costs[route] ? route : known)
      }
    }
    for (type, excess) in types {
      report.append(found("a key of type `\(type)`", excess.burst, catalog.routes[excess.route]))
    }
  }
}

/// How many requests a key may make at once, and where that is said.
private struct Burst {
  let count: UInt32
  let span: SourceSpan
  /// Whether it comes from the default rate of the key's type.
  let isOfType: Bool

  /// Nil where nothing limits the key, or its limit could not be read.
  init?(of key: Catalog.Key) {
    guard !key.isDecoy else { return nil }
    if ["burst", "rate"].contains(where: key.hasLostPart) { return nil }
    guard let rate = key.declaration.rate ?? key.type?.declaration.defaultRate else { return nil }
    guard case .limited(let perUnit, _) = rate.value else { return nil }
    if let burst = key.declaration.burst {
      (count, span, isOfType) = (burst.value, burst.span, false)
    } else {
      (count, span, isOfType) = (perUnit, rate.span, key.declaration.rate == nil)
    }
  }
}

extension TypeDeclaration {
  /// Whether a key that says nothing about it may make `count` requests at once.
  fileprivate func allowsByDefault(_ count: UInt32) -> Bool {
    guard case .limited(let most, _) = defaultRate?.value else { return true }
    return most >= count
  }
}

/// The costliest route by what is needed to reach it.
private struct RouteCosts {
  /// The cost of the costliest of all.
  let highest: UInt32
  /// For each resource and rank the index of the costliest route that needs no more.
  private let byRank: [Name: [Int?]]
  private let costs: [UInt32]

  init(_ catalog: Catalog) {
    var byRank: [Name: [Int?]] = [:]
    var highest: UInt32 = 0
    for (index, route) in catalog.routes.enumerated() {
      guard let scope = route.scope, let needed = catalog.ladder.rank(scope.level) else { continue }
      highest = max(highest, route.cost)
      let none = [Int?](repeating: nil, count: catalog.ladder.names.count)
      var ranks = byRank.removeValue(forKey: scope.resource) ?? none
      for rank in needed..<ranks.count where ranks[rank].map({ catalog.routes[$0].cost < route.cost }) ?? true {
        ranks[rank] = index
      }
      byRank[scope.resource] = ranks
    }
    (self.highest, self.byRank) = (highest, byRank)
    costs = catalog.routes.map(\.cost)
  }

  /// The cost of the route at `index`.
  subscript(index: Int) -> UInt32 { costs[index] }

  /// The costliest route that `grants` reach, the first of them in their order.
  func costliest(within grants: GrantSet) -> Int? {
    let reachable = grants.ranks.compactMap { grant in byRank[grant.key]?[grant.value] ?? nil }
    return reachable.min { (costs[$1], $0) < (costs[$0], $1) }
  }
}

extension CostAboveBurst {
  private static func found(_ who: String, _ burst: Burst, _ route: Catalog.Route) -> Finding {
    let place = route.declaration.cost?.span ?? route.declaration.template.span
    return finding(
      "\(who) may make \(burst.count) requests at once, and `\(route.template)` counts as \(route.cost)",
      at: burst.span, related: [Finding.Related("the route counts as this many", at: place)],
      help: "it could never be allowed: allow a `burst` of \(route.cost), or lower the route's `cost`")
  }

  static let page = RulePage.sound(
    "cost-above-burst",
    summary: "a route costs more than a key that can reach it may spend at once",
    why: """
      A request is allowed when its whole cost fits into what is left of the burst, so one that costs more is denied for
      ever, however long the caller waits. The burst of a key is its `burst`, else the count in its `rate`, else that in its
      type's default rate; for the last, the finding stands at the type, once. The costliest route is named.
      """,
    wrong: """
      key: acme-sync
      scopes: [bulk:write]     # POST …/bulk: { scope: bulk:write, cost: 10 }
      burst: 5
      """,
    right: """
      key: acme-sync
      scopes: [bulk:write]
      burst: 20
      """)
}
