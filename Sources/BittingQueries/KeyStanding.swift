package import BittingCompiler
package import KeyModel

/// What a key is worth at an instant, before anything is asked for.
package struct KeyStanding: Sendable {
  /// The secret that counts: of those that are live the one that ends last, else the newest; nil if there is none.
  package let secret: SecretDeclaration?
  /// Why no secret of the key holds, in the order of the decision; empty if one does.
  package let obstacles: [Obstacle]

  /// The standing of `key` at `now`.
  package init(of key: Catalog.Key, at now: Instant) {
    let declared = key.declaration
    secret = KeyStanding.secret(of: declared, at: now)
    var obstacles: [Obstacle] = secret == nil ? [.noSecret] : []
    if declared.decoy?.value == true { obstacles.append(.decoy) }
    if let disabled = declared.disabled { obstacles.append(.disabled(disabled)) }
    if let secret, now < secret.created.value { obstacles.append(.secretBegins(secret)) }
    if let secret, now >= secret.expires.value { obstacles.append(.secretEnded(secret)) }
    if let start = declared.notBefore, now < start.value { obstacles.append(.keyBegins(start)) }
    if let end = declared.expires, now >= end.value { obstacles.append(.keyEnded(end)) }
    self.obstacles = obstacles
  }

  private static func secret(of key: KeyDeclaration, at now: Instant) -> SecretDeclaration? {
    let live = key.secrets.filter { $0.created.value <= now && now < $0.expires.value }
    return live.max { $0.expires.value < $1.expires.value }
      ?? key.secrets.max { ($0.created.value, $0.expires.value) < ($1.created.value, $1.expires.value) }
  }
}
