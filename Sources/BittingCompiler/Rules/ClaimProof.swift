internal import KeyModel

/// Looks through all keys that may ever be used again for those that a claim is about.
struct ClaimProof {
  /// A key that is granted what a claim speaks of.
  struct Holder {
    let key: Catalog.Key
    /// One for each scope, in the order of the claim.
    let grants: [Grant]
  }

  /// How a key comes by a scope.
  struct Grant {
    /// The scope that the claim names.
    let scope: Scope
    /// The first of the key's scopes that includes it.
    let request: Catalog.RequestedScope
    /// A request that shows it; nil where no route does.
    let shown: ShowingRequests.Found?
  }

  private let catalog: Catalog
  private let keys: [Catalog.Key]
  /// How many lists of scopes the keys have between them.
  private let listCount: Int
  private let requests: ShowingRequests

  init(_ catalog: Catalog, at now: Instant) {
    self.catalog = catalog
    // A decoy is denied whatever it says, and time does not bring an ended key back. Everything else may be used again.
    keys = catalog.keys.filter { $0.isWorthAdvice(at: now) }
    listCount = keys.reduce(0) { max($0, $1.granted.number + 1) }
    requests = ShowingRequests(catalog)
  }

  /// The keys of `selection`, by name, that are granted `count` or more of the distinct `scopes`.
  ///
  /// A scope that nothing declares, which has been reported, is granted to nobody.
  func holders(of scopes: [Scope], among selection: KeySelection, atLeast count: Int) -> [Holder] {
    var seen: Set<Scope> = []
    let wanted = scopes.filter { seen.insert($0).inserted }.compactMap(rank)
    guard wanted.count >= count else { return [] }
    // Thousands of keys are granted the same.
    var known: [[(scope: Scope, rank: Int)]?] = Array(repeating: nil, count: listCount)
    return keys.compactMap { key in
      let list = key.granted.number
      let held = known[list] ?? wanted.filter { key.grants.includes($0.scope.resource, $0.rank) }
      if known[list] == nil { known[list] = held }
      guard held.count >= count, selection.selects(key) else { return nil }
      return Holder(key: key, grants: held.compactMap { grant($0.scope, $0.rank, of: key) })
    }
  }

  private func rank(_ scope: Scope) -> (scope: Scope, rank: Int)? {
    guard let rank = catalog.ladder.rank(scope.level), catalog.resource(scope.resource)?.ranks.contains(rank) == true
    else { return nil }
    return (scope, rank)
  }

  private func grant(_ scope: Scope, _ rank: Int, of key: Catalog.Key) -> Grant? {
    let request = key.requests.first { $0.grants.includes(scope.resource, rank) }
    let shown = requests.request(of: key, showing: scope.resource, at: rank)
    return request.map { Grant(scope: scope, request: $0, shown: shown) }
  }
}

extension KeySelection {
  /// Whether `key` is one of those that are meant.
  fileprivate func selects(_ key: Catalog.Key) -> Bool {
    (type.map { key.type?.name == $0.value } ?? true) && (self.key.map { key.id == $0.value } ?? true)
      && (environment.map { key.environment == $0.value } ?? true)
  }
}
