internal import Diagnostics
internal import KeyModel

/// A secret lives longer than its type allows.
enum LifetimeTooLong: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !key.isDecoy else { return }
    guard let type = key.type, let limit = type.declaration.lifetime else { return }
    var isTooLong = false
    key.declaration.forEachWindow { created, expires in
      isTooLong = isTooLong || now < expires && expires.since(created) > limit.value
    }
    guard isTooLong else { return }
    for secret in key.declaration.secrets where now < secret.expires.value {
      let life = secret.expires.value.since(secret.created.value)
      if life > limit.value { report.append(found(key, type, secret, life, limit)) }
    }
  }
}

extension LifetimeTooLong {
  private static func found(
    _ key: Catalog.Key, _ type: Catalog.KeyType, _ secret: SecretDeclaration, _ life: TimeSpan,
    _ limit: Located<TimeSpan>
  ) -> Finding {
    finding(
      "\(secret.name(of: key.id)) lives `\(life)`, longer than `\(limit.value)`", at: secret.expires.span,
      related: [
        Finding.Related("it begins here", at: secret.created.span),
        Finding.Related("a secret of type `\(type.name)` lives this long at most", at: limit.span),
      ],
      help: "let it end at `\(secret.created.value + limit.value)`, and rotate the key before")
  }

  static let page = RulePage(
    "lifetime-too-long", .error,
    summary: "a secret lives longer than the type of its key allows",
    why: """
      The longer a secret lives, the more places it is copied to. The time from `created` to `expires` may be exactly
      `lifetime.max` and not a second more. Secrets that have ended are passed over, and so are those of decoys.
      """,
    wrong: """
      secrets:                 # lifetime: { max: 90d }
        - created: 2026-09-02
          expires: 2027-09-02
      """,
    right: """
      secrets:
        - created: 2026-09-02
          expires: 2026-12-01
      """)
}
