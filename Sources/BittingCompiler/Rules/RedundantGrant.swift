internal import Diagnostics
internal import KeyModel

/// A scope that adds nothing to the others of its key.
enum RedundantGrant: KeyRule {
  /// A scope of a key, and the one that gives what it gives.
  private struct Redundancy {
    let key: Catalog.Key
    let request: Catalog.RequestedScope
    let provider: Catalog.RequestedScope

    /// Whether the scope can go for good. What `*:read` stands for loses a resource on the day it becomes sensitive, so
    /// whether a scope that names the resource is needed beside it is for a person to decide.
    var isCertain: Bool { request.pattern.value.resource == nil || provider.pattern.value.resource != nil }
  }

  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    report += redundancies(of: key, catalog, at: now).map(found)
  }

  static func fixes(_ catalog: Catalog, at now: Instant) -> [Fix] {
    catalog.keys.flatMap { redundancies(of: $0, catalog, at: now) }.filter(\.isCertain).map { redundancy in
      Fix(
        of: page.name, at: redundancy.request.pattern.span, .removeItem,
        "took `\(redundancy.request.pattern.value)` away from key `\(redundancy.key.id)`")
    }
  }

  private static func redundancies(of key: Catalog.Key, _ catalog: Catalog, at now: Instant) -> [Redundancy] {
    // Scopes that share no resource are all needed.
    guard key.granted.overlaps, key.isWorthAdvice(at: now) else { return [] }
    let requests = key.requests
    let redundant = redundant(requests, ranks: catalog.ladder.names.count)
    let providers = providers(requests, without: redundant)
    return redundant.sorted().compactMap { index in
      guard let first = requests[index].grants.sorted.first, let provider = providers[first.resource] else {
        return nil
      }
      return Redundancy(key: key, request: requests[index], provider: requests[provider])
    }
  }

  /// Those of `requests` that could go, all together: wildcards before names, and later ones before earlier.
  private static func redundant(_ requests: [Catalog.RequestedScope], ranks: Int) -> Set<Int> {
    var providers: [Name: [Int]] = [:]
    for grant in requests.flatMap(\.grants.ranks) {
      providers[grant.key, default: Array(repeating: 0, count: ranks)][grant.value] += 1
    }
    let wildcards = requests.indices.filter { requests[$0].pattern.value.hasWildcard }
    let named = requests.indices.filter { !requests[$0].pattern.value.hasWildcard }
    var redundant: Set<Int> = []
    for index in wildcards.reversed() + named.reversed() {
      let grants = requests[index].grants.ranks
      let isCovered = grants.allSatisfy { (providers[$0.key] ?? [])[$0.value...].reduce(0, +) > 1 }
      guard isCovered, !grants.isEmpty else { continue }
      redundant.insert(index)
      for grant in grants { providers[grant.key]?[grant.value] -= 1 }
    }
    return redundant
  }

  /// For each resource the first scope, of those that stay, that gives the most of it.
  private static func providers(
    _ requests: [Catalog.RequestedScope], without redundant: Set<Int>
  ) -> [Name: Int] {
    var providers: [Name: Int] = [:]
    for index in requests.indices where !redundant.contains(index) {
      for (resource, rank) in requests[index].grants.ranks {
        let known = providers[resource].flatMap { requests[$0].grants.ranks[resource] }
        if known.map({ $0 < rank }) ?? true { providers[resource] = index }
      }
    }
    return providers
  }
}

extension RedundantGrant {
  private static func found(_ redundancy: Redundancy) -> Finding {
    let (scope, provider) = (redundancy.request.pattern, redundancy.provider.pattern)
    return finding(
      "`\(scope.value)` gives key `\(redundancy.key.id)` nothing that its other scopes do not", at: scope.span,
      related: [Finding.Related("`\(provider.value)` includes it", at: provider.span)],
      help: "take it away, or the scope that includes it if that is more than the key needs")
  }

  static let page = RulePage(
    "redundant-grant", .warning,
    summary: "a scope that adds nothing to the others of its key",
    why: """
      A level includes those below it. Two scopes where one would do make a reviewer believe that the smaller one is all
      there is, and taking the larger one away later narrows the key less than it seems. Keys that have ended are passed
      over.
      """,
    wrong: """
      scopes: [orders:read, orders:write]
      """,
    right: """
      scopes: [orders:write]
      """)
}
