internal import KeyModel

extension Catalog.Key {
  /// The first of its scopes that reaches a sensitive resource of `catalog`; nil if none does, and if no advice about
  /// the key is of use at the instant `now`.
  func sensitiveRequest(in catalog: Catalog, at now: Instant) -> Catalog.RequestedScope? {
    guard granted.isSensitive, isWorthAdvice(at: now) else { return nil }
    let sensitive = catalog.resources.filter(\.isSensitive).map(\.name)
    return requests.first { request in sensitive.contains { request.grants.ranks[$0] != nil } }
  }
}
