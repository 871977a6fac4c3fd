internal import KeyModel

/// Looks through all keys that may ever be used again for those that a claim is about.
///
/// What thousands of keys have in common is looked at once. So a claim takes time in the number of the lists of scopes
/// that have what it speaks of, never in the number of all scopes of all keys.
final class ClaimProof {
  /// A key that is granted what a claim speaks of.
  struct Holder {
    let key: Catalog.Key
    /// How many of the claim's scopes it has.
    let count: Int
    /// The first of these, in the order of the claim.
    let grants: [Grant]
  }

  /// How a key comes by a scope.
  struct Grant {
    /// The scope that the claim names.
    let scope: Scope
    /// The first of the key's scopes that includes it.
    let request: Catalog.RequestedScope
    /// A request that shows it; nil where no route does, and where very many had to be looked at.
    let shown: ShowingRequests.Found?
  }

  /// How many grants of one key are shown.
  private static let mostShown = 20

  /// The work so far; claims that are proved once it is spent are proved all the same.
  let steps: StepCount

  private let catalog: Catalog
  private let groups: KeyGroups
  private let requests: ShowingRequests
  private var origins: [Int: GrantOrigins] = [:]
  /// How many of a claim's scopes each list has; all zero between two claims.
  private var counts: [Int]

  init(_ catalog: Catalog, at now: Instant, _ steps: StepCount) {
    self.catalog = catalog
    self.steps = steps
    // A decoy is denied whatever it says, and time does not bring an ended key back. Everything else may be used again.
    groups = KeyGroups(
      catalog.keys, where: { $0.isWorthAdvice(at: now) }, speakingOf: catalog.declarations.assertions)
    requests = ShowingRequests(catalog)
    counts = Array(repeating: 0, count: groups.lists.count)
  }

  /// How many keys of `selection` are granted `count` or more of the distinct `scopes`, and the first `limit` of them by
  /// name.
  ///
  /// A scope that nothing declares, which has been reported, is granted to nobody.
  func holders(
    of scopes: [Scope], among selection: KeySelection, atLeast count: Int, limit: Int
  ) -> (count: Int, first: [Holder]) {
    steps.take(1 + scopes.count)
    var seen: Set<Scope> = []
    let wanted = scopes.filter { seen.insert($0).inserted }.compactMap(rank)
    guard wanted.count >= count else { return (0, []) }
    let lists = countScopes(wanted)
    defer { for list in lists { counts[list] = 0 } }
    let (total, first) = groups.keys(in: lists.filter { counts[$0] >= count }, selection, limit: limit, steps)
    return (total, first.map { holder($0, wanted) })
  }

  /// Counts how many of `wanted` each list has; the lists that have any.
  private func countScopes(_ wanted: [(scope: Scope, rank: Int)]) -> [Int] {
    var lists: [Int] = []
    for (scope, rank) in wanted {
      let having = groups.lists(having: scope.resource)
      steps.take(having.count)
      for (list, granted) in having where rank <= granted {
        if counts[list] == 0 { lists.append(list) }
        counts[list] += 1
      }
    }
    return lists
  }

  private func rank(_ scope: Scope) -> (scope: Scope, rank: Int)? {
    guard let rank = catalog.ladder.rank(scope.level), catalog.resource(scope.resource)?.ranks.contains(rank) == true
    else { return nil }
    return (scope, rank)
  }

  private func holder(_ place: Int, _ wanted: [(scope: Scope, rank: Int)]) -> Holder {
    let (key, list) = (groups.keys[place], Int(groups.listOfKey[place]))
    let held = Array(
      wanted.lazy.filter { key.grants.includes($0.scope.resource, $0.rank) }.prefix(ClaimProof.mostShown))
    let origins = origins[list] ?? GrantOrigins(key.granted)
    self.origins[list] = origins
    let scopes = key.declaration.scopes ?? []
    let grants = held.compactMap { scope, rank in
      origins.request(granting: scope.resource, at: rank).map { request in
        Grant(
          scope: scope,
          request: Catalog.RequestedScope(pattern: scopes[request], grants: key.granted.each[request]),
          shown: self.requests.request(of: key, showing: scope.resource, at: rank))
      }
    }
    steps.take(wanted.count + scopes.count + 100)
    return Holder(key: key, count: counts[list], grants: grants)
  }
}

/// For one list of scopes, which of them is the first to give something.
private struct GrantOrigins {
  /// For each resource those scopes that give more of it than all before.
  private var rising: [Name: [(rank: Int, request: Int)]] = [:]

  init(_ granted: Catalog.Granted) {
    for (request, grants) in granted.each.enumerated() {
      for (resource, rank) in grants.ranks where rank > rising[resource]?.last?.rank ?? -1 {
        rising[resource, default: []].append((rank, request))
      }
    }
  }

  func request(granting resource: Name, at rank: Int) -> Int? {
    rising[resource]?.first { $0.rank >= rank }?.request
  }
}
