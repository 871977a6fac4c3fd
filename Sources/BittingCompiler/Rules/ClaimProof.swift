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
  private let requests: ShowingRequests
  /// What keys are granted, each once, and which of them each of ``keys`` has.
  private let granted: [Catalog.Granted]
  private let places: [Int]

  init(_ catalog: Catalog, at now: Instant) {
    self.catalog = catalog
    // A decoy is denied whatever it says, and time does not bring an ended key back. Everything else may be used again.
    let keys = catalog.keys.filter { $0.isWorthAdvice(at: now) }
    self.keys = keys
    var (granted, known): ([Catalog.Granted], [ObjectIdentifier: Int]) = ([], [:])
    places = keys.map { key in
      if let place = known[ObjectIdentifier(key.granted)] { return place }
      known[ObjectIdentifier(key.granted)] = granted.count
      granted.append(key.granted)
      return granted.count - 1
    }
    self.granted = granted
    requests = ShowingRequests(catalog)
  }

  /// How many keys of `selection` are granted `count` or more of the distinct `scopes`, and the first `limit` of them by
  /// name.
  ///
  /// A scope that nothing declares, which has been reported, is granted to nobody.
  func holders(
    of scopes: [Scope], among selection: KeySelection, atLeast count: Int, limit: Int
  ) -> (count: Int, first: [Holder]) {
    var seen: Set<Scope> = []
    let wanted = scopes.filter { seen.insert($0).inserted }.compactMap(rank)
    guard wanted.count >= count else { return (0, []) }
    let held = granted.map { granted in wanted.filter { granted.all.includes($0.scope.resource, $0.rank) } }
    let holders = keys.indices.filter { held[places[$0]].count >= count && selection.selects(keys[$0]) }
    let first = holders.prefix(limit).map { index in
      Holder(key: keys[index], grants: held[places[index]].compactMap { grant($0.scope, $0.rank, of: keys[index]) })
    }
    return (holders.count, first)
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
