internal import Diagnostics
internal import KeyModel

/// A route costs more than a key that can reach it may ever spend, at once or in a window of its quota.
enum CostAboveBurst: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    let costs = RouteCosts(catalog)
    for kind in [Allowance.Kind.burst, .quota] { check(kind, costs, catalog, &report) }
  }

  private static func check(
    _ kind: Allowance.Kind, _ costs: RouteCosts, _ catalog: Catalog, _ report: inout [Finding]
  ) {
    // Keys that say the same share what it stands for.
    var costliest: [ObjectIdentifier: Int?] = [:]
    var types: [Name: (allowance: Allowance, route: Int)] = [:]
    let areAmple = catalog.types.map { type in
      Allowance(kind, ofType: type.declaration).map { $0.count >= costs.highest } ?? true
    }
    for key in catalog.keys {
      // Most keys take what their type gives them.
      if key.declared.isDisjoint(with: kind.fields), let type = key.type, areAmple[type.number] { continue }
      guard let allowance = Allowance(kind, of: key), allowance.count < costs.highest else { continue }
      let list = ObjectIdentifier(key.granted)
      let highest = costliest[list] ?? costs.costliest(within: key.grants)
      costliest.updateValue(highest, forKey: list)
      guard let route = highest, costs[route] > allowance.count else { continue }
      if !allowance.isOfType {
        report.append(found("key `\(key.id)`", allowance, catalog.routes[route]))
      } else if let type = key.type {
        let known = types[type.name]?.route ?? route
        types[type.name] = (allowance, costs[known] < costs[route] ? route : known)
      }
    }
    for (type, excess) in types {
      report.append(found("a key of type `\(type)`", excess.allowance, catalog.routes[excess.route]))
    }
  }
}

/// How many requests a key may make at once, or in a window of its quota, and where that is said.
private struct Allowance {
  enum Kind {
    case burst, quota

    /// The fields of keys that say something about it.
    var fields: KeyFieldSet { self == .burst ? [.rate, .seldom] : [.seldom] }
  }

  let kind: Kind
  let count: UInt64
  let span: SourceSpan
  /// Whether it comes from the defaults of the key's type.
  let isOfType: Bool

  private init(_ kind: Kind, _ count: UInt64, _ span: SourceSpan, isOfType: Bool) {
    (self.kind, self.count, self.span, self.isOfType) = (kind, count, span, isOfType)
  }

  /// What a key of `type` has that says nothing about it; nil where nothing limits that.
  init?(_ kind: Kind, ofType type: TypeDeclaration) {
    switch kind {
    case .burst:
      guard let rate = type.defaultRate, case .limited(let count, _) = rate.value else { return nil }
      self.init(kind, UInt64(count), rate.span, isOfType: true)
    case .quota:
      guard let quota = type.defaultQuota else { return nil }
      self.init(kind, UInt64(quota.value.count), quota.span, isOfType: true)
    }
  }

  /// Nil where nothing limits the key, or its limit could not be read.
  init?(_ kind: Kind, of key: Catalog.Key) {
    guard !key.isDecoy else { return nil }
    let (names, declaration) = (kind == .burst ? ["burst", "rate"] : ["quota"], key.declaration)
    if names.contains(where: key.hasLostPart) { return nil }
    switch kind {
    case .burst:
      guard let rate = declaration.rate ?? key.type?.declaration.defaultRate else { return nil }
      guard case .limited(let perUnit, _) = rate.value else { return nil }
      if let burst = declaration.burst {
        self.init(kind, UInt64(burst.value), burst.span, isOfType: false)
      } else {
        self.init(kind, UInt64(perUnit), rate.span, isOfType: declaration.rate == nil)
      }
    case .quota:
      guard let quota = declaration.quota ?? key.type?.declaration.defaultQuota else { return nil }
      self.init(kind, UInt64(quota.value.count), quota.span, isOfType: declaration.quota == nil)
    }
  }
}

/// The costliest route by what is needed to reach it.
private struct RouteCosts {
  /// The cost of the costliest of all.
  let highest: UInt64
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
    (self.highest, self.byRank) = (UInt64(highest), byRank)
    costs = catalog.routes.map(\.cost)
  }

  /// The cost of the route at `index`.
  subscript(index: Int) -> UInt64 { UInt64(costs[index]) }

  /// The costliest route that `grants` reach, the first of them in their order.
  func costliest(within grants: GrantSet) -> Int? {
    let reachable = grants.ranks.compactMap { grant in byRank[grant.key]?[grant.value] ?? nil }
    return reachable.min { (costs[$1], $0) < (costs[$0], $1) }
  }
}

extension CostAboveBurst {
  private static func found(_ who: String, _ allowance: Allowance, _ route: Catalog.Route) -> Finding {
    let place = route.declaration.cost?.span ?? route.declaration.template.span
    let (when, word) = allowance.kind == .burst ? ("at once", "burst") : ("in a window of its quota", "quota")
    return finding(
      "\(who) may make \(allowance.count) requests \(when), and `\(route.template)` counts as \(route.cost)",
      at: allowance.span, related: [Finding.Related("the route counts as this many", at: place)],
      help: "it could never be allowed: allow a `\(word)` of \(route.cost), or lower the route's `cost`")
  }

  static let page = RulePage.sound(
    "cost-above-burst",
    summary: "a route costs more than a key that can reach it may ever spend",
    why: """
      A request is allowed when its whole cost fits into what is left of the burst, so one that costs more is denied for
      ever, however long the caller waits. The burst of a key is its `burst`, else the count in its `rate`, else that in its
      type's default rate; for the last, the finding stands at the type, once. The costliest route is named. The same goes
      for a `quota`, of which a window has to hold the whole cost.
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
