internal import KeyModel

extension Catalog {
  /// Each key that advice is of use for and that reaches a sensitive resource, with the scope that lets it.
  func sensitiveReach(at now: Instant) -> [SensitiveReach] {
    let sensitive = Set(resources.filter(\.isSensitive).map(\.name))
    guard !sensitive.isEmpty else { return [] }
    // Keys that say the same share what it stands for.
    var known: [ObjectIdentifier: Int?] = [:]
    return keys.compactMap { key in
      guard key.isWorthAdvice(at: now) else { return nil }
      let list = ObjectIdentifier(key.granted)
      let place = known[list] ?? key.granted.each.firstIndex { $0.ranks.keys.contains(where: sensitive.contains) }
      known.updateValue(place, forKey: list)
      return place.map { SensitiveReach(key: key, request: key.requests[$0]) }
    }
  }
}

/// A key, and the first of its scopes that reaches a sensitive resource.
struct SensitiveReach {
  let key: Catalog.Key
  let request: Catalog.RequestedScope
}
