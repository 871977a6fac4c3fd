internal import KeyModel

extension Catalog.Key {
  /// The first of its scopes that reaches a sensitive resource; nil if none does, and if no advice about the key is of
  /// use at the instant `now`.
  func sensitiveRequest(at now: Instant) -> Catalog.RequestedScope? {
    guard let place = granted.firstSensitive, isWorthAdvice(at: now) else { return nil }
    return requests[place]
  }
}
