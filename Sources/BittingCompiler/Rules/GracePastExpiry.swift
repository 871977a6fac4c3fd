internal import Diagnostics
internal import KeyModel

/// An old secret is promised a life beyond the end of its key.
enum GracePastExpiry: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for key in catalog.keys where key.declaration.secrets.count > 1 && key.isInService(at: now) {
      guard let end = key.declaration.expires else { continue }
      for (old, new) in key.successions where now < old.expires.value && end.value < old.expires.value {
        report.append(found(key, old, new, end))
      }
    }
  }
}

extension GracePastExpiry {
  private static func found(
    _ key: Catalog.Key, _ old: SecretDeclaration, _ new: SecretDeclaration, _ end: Located<Instant>
  ) -> Finding {
    finding(
      "\(old.name(of: key.id)) was replaced, and its grace goes on after the key has ended", at: old.expires.span,
      related: [
        Finding.Related("replaced here", at: new.created.span), Finding.Related("the key ends here", at: end.span),
      ],
      help: "let it end at `\(end.value)` at the latest")
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
