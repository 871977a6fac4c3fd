internal import Diagnostics
internal import KeyModel

/// An old secret is promised a life beyond the end of its key.
enum GracePastExpiry: KeyRule {
  /// An old secret that outlives its key.
  private struct Excess {
    let key: Catalog.Key
    let old: SecretDeclaration
    let new: SecretDeclaration
    let end: Located<Instant>
  }

  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    report += excesses(of: key, at: now).map(found)
  }

  /// The end of the key is the end of the secret already; this only makes the secret say so.
  static func fixes(_ catalog: Catalog, at now: Instant) -> [Fix] {
    catalog.keys.flatMap { excesses(of: $0, at: now) }.filter { $0.old.created.value < $0.end.value }.map { excess in
      Fix(
        of: page.name, at: excess.old.expires.span, .replaceScalar(with: excess.end.value.description),
        "let \(excess.old.name(of: excess.key.id)) end with its key, at `\(excess.end.value)`")
    }
  }

  private static func excesses(of key: Catalog.Key, at now: Instant) -> [Excess] {
    guard key.end != nil, key.declaration.secretCount > 1, key.isInService(at: now) else { return [] }
    guard let end = key.declaration.expires else { return [] }
    return key.successions.filter { now < $0.old.expires.value && end.value < $0.old.expires.value }.map { old, new in
      Excess(key: key, old: old, new: new, end: end)
    }
  }
}

extension GracePastExpiry {
  private static func found(_ excess: Excess) -> Finding {
    finding(
      "\(excess.old.name(of: excess.key.id)) was replaced, and its grace goes on after the key has ended",
      at: excess.old.expires.span,
      related: [
        Finding.Related("replaced here", at: excess.new.created.span),
        Finding.Related("the key ends here", at: excess.end.span),
      ],
      help: "let it end at `\(excess.end.value)` at the latest")
  }

  static let page = RulePage(
    "grace-past-expiry", .warning,
    summary: "the grace of an old secret goes on after its key has ended",
    why: """
      The end of a key counts, whatever its secrets say, so the old secret stops with it. But whoever reads the secret's
      `expires` plans with it, and if the key's end is moved later, a secret that was to be gone comes back to life. An end
      at the same instant as the key's is in order. Keys that are disabled, ended or decoys are passed over.
      """,
    wrong: """
      expires: 2026-11-05
      secrets:
        - created: 2026-09-02
          expires: 2026-11-08
        - created: 2026-11-01
          expires: 2026-11-05
      """,
    right: """
      expires: 2026-11-05
      secrets:
        - created: 2026-09-02
          expires: 2026-11-05
        - created: 2026-11-01
          expires: 2026-11-05
      """)
}
