internal import Diagnostics
internal import KeyModel

/// A scope that adds nothing to the others of its key.
enum RedundantGrant: Rule {
  /// A scope of a key, and the one that gives what it gives.
  private struct Redundancy {
    let key: Catalog.Key
    let request: Catalog.RequestedScope
    let provider: Catalog.RequestedScope

    /// Whether the scope can go for good. What `*:read` stands for loses a resource on the day it becomes sensitive, so
    /// whether a scope that names the resource is needed beside it is for a person to decide.
    var isCertain: Bool { request.pattern.value.resource == nil || provider.pattern.value.resource != nil }
  }

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    var (start, last) = (report.count, nil as KeyID?)
    for redundancy in redundancies(catalog, at: now, ofKey: FindingLimits.ofKey + 1) {
      if redundancy.key.id != last {
        report.limitAboutKey(from: start)
        (start, last) = (report.count, redundancy.key.id)
      }
      report.append(found(redundancy))
    }
    report.limitAboutKey(from: start)
  }

  static func fixes(_ catalog: Catalog, at now: Instant) -> [Fix] {
    redundancies(catalog, at: now).filter(\.isCertain).map { redundancy in
      Fix(
        of: page.name, at: redundancy.request.pattern.span, .removeItem,
        "took `\(redundancy.request.pattern.value)`, which another grant covers, out of key `\(redundancy.key.id)`")
    }
  }

  /// At most `most` of each key.
  private static func redundancies(_ catalog: Catalog, at now: Instant, ofKey most: Int = .max) -> [Redundancy] {
    var found: [Redundancy] = []
    // Scopes that share no resource are all needed. Keys that say the same share what it stands for.
    var known: [ObjectIdentifier: [(redundant: Int, provider: Int)]] = [:]
    for key in catalog.keys where key.granted.overlaps && key.isWorthAdvice(at: now) {
      let requests = key.requests
      let list = ObjectIdentifier(key.granted)
      let pairs = known[list] ?? pairs(requests, ranks: catalog.ladder.names.count)
      known[list] = pairs
      found += pairs.prefix(most).map {
        Redundancy(key: key, request: requests[$0.redundant], provider: requests[$0.provider])
      }
    }
    return found
  }

  /// Those of `requests` that could go, each with one that gives what it gives.
  private static func pairs(
    _ requests: [Catalog.RequestedScope], ranks: Int
  ) -> [(redundant: Int, provider: Int)] {
    let redundant = redundant(requests, ranks: ranks)
    guard !redundant.isEmpty else { return [] }
    let providers = providers(requests, without: redundant)
    return redundant.sorted().compactMap { index in
      requests[index].grants.first.flatMap { providers[$0.resource] }.map { (index, $0) }
    }
  }

  /// Those of `requests` that could go, all together: wildcards before names, and later ones before earlier.
  private static func redundant(_ requests: [Catalog.RequestedScope], ranks: Int) -> Set<Int> {
    let sizes = requests.map(\.grants.ranks.count)
    let largest = sizes.indices.max { sizes[$0] < sizes[$1] }
    var providers: [Name: [Int]] = [:]
    for index in requests.indices where index != largest {
      for grant in requests[index].grants.ranks {
        providers[grant.key, default: Array(repeating: 0, count: ranks)][grant.value] += 1
      }
    }
    // Of the largest one, which may be a wildcard for thousands, only what another one gives, too.
    for resource in providers.keys {
      if let rank = largest.flatMap({ requests[$0].grants.ranks[resource] }) { providers[resource]?[rank] += 1 }
    }
    let wildcards = requests.indices.filter { requests[$0].pattern.value.hasWildcard }
    let named = requests.indices.filter { !requests[$0].pattern.value.hasWildcard }
    var redundant: Set<Int> = []
    for index in wildcards.reversed() + named.reversed() {
      let grants = requests[index].grants.ranks
      guard grants.count <= providers.count else { continue }
      let isCovered = grants.allSatisfy { resource, rank in
        providers[resource].map { $0[rank...].reduce(0, +) > 1 } ?? false
      }
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
