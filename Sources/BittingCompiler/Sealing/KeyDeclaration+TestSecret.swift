public import KeyModel

extension KeyDeclaration {
  /// The secret that a test of the key uses at `instant`: of those that are live then the one that ends last, else the
  /// newest; nil for a key without secrets.
  public func secret(forTestAt instant: Instant) -> SecretDeclaration? {
    let live = secrets.filter { $0.created.value <= instant && instant < $0.expires.value }
    return live.max { $0.precedes($1, first: \.expires.value, then: \.created.value) }
      ?? secrets.max { $0.precedes($1, first: \.created.value, then: \.expires.value) }
  }
}

extension SecretDeclaration {
  /// By two instants; what is left to the digest are secrets of one window, for which every decision is the same.
  fileprivate func precedes(
    _ other: SecretDeclaration, first: KeyPath<SecretDeclaration, Instant>, then: KeyPath<SecretDeclaration, Instant>
  ) -> Bool {
    (self[keyPath: first], self[keyPath: then], digest.value)
      < (other[keyPath: first], other[keyPath: then], other.digest.value)
  }
}
