internal import KeyModel

extension Catalog {
  /// Each key that advice is of use for and that reaches a sensitive resource, with the scope that lets it.
  func sensitiveReach(at now: Instant) -> [SensitiveReach] {
    let sensitive = resources.filter(\.isSensitive).map(\.name)
    guard !sensitive.isEmpty else { return [] }
    return keys.compactMap { key in
      guard sensitive.contains(where: { key.grants.ranks[$0] != nil }), key.isWorthAdvice(at: now) else { return nil }
      let request = key.requests.first { request in sensitive.contains { request.grants.ranks[$0] != nil } }
      return request.map { SensitiveReach(key: key, request: $0) }
    }
  }
}

/// A key, and the first of its scopes that reaches a sensitive resource.
struct SensitiveReach {
  let key: Catalog.Key
  let request: Catalog.RequestedScope
}
