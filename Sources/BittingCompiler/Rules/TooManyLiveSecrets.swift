internal import Diagnostics
internal import KeyModel

/// A key has more secrets at once than a rotation needs.
enum TooManyLiveSecrets: KeyRule {
  /// The old one and the new one.
  static let limit = 2

  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.declaration.secretCount > limit, key.isInService(at: now) else { return }
    let live = key.declaration.secrets.filter { $0.isLive(at: now) }
    if live.count > limit { report.append(found(key, live.sorted { $0.created.value < $1.created.value })) }
  }
}

extension TooManyLiveSecrets {
  private static func found(_ key: Catalog.Key, _ live: [SecretDeclaration]) -> Finding {
    finding(
      "key `\(key.id)` has \(live.count) live secrets", at: live[0].place,
      related: live[1...].prefix(3).map { Finding.Related("this one is live, too", at: $0.place) },
      help: "a rotation needs \(limit): revoke those that nobody uses, and give each caller a key of its own")
  }

  static let page = RulePage(
    "too-many-live-secrets", .warning,
    summary: "a key has more than two live secrets",
    why: """
      A rotation needs two secrets at once, the old and the new. More of them mean that several callers share a key, so
      that none can be told from the others or cut off alone, or that somebody added one for themselves. A secret is live
      from `created` on, and no more at `expires`. Keys that are disabled, ended or decoys are passed over.
      """,
    wrong: """
      secrets:
        - { handle: k7Hq2mZp, created: 2026-09-02, expires: 2026-12-01 }
        - { handle: p0Xe81Rt, created: 2026-09-03, expires: 2026-12-02 }
        - { handle: Zt5vQw1n, created: 2026-09-04, expires: 2026-12-03 }
      """,
    right: """
      secrets:
        - { handle: k7Hq2mZp, created: 2026-09-02, expires: 2026-12-01 }
      """)
}
