internal import Diagnostics
internal import KeyModel

/// A key that nobody can use.
enum NoSecrets: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.declaration.secretCount == 0, key.isInService(at: now) else { return }
    guard !key.hasLostPart(of: "secrets") else { return }
    report.append(
      finding(
        "key `\(key.id)` has no secret, so nobody can use it",
        at: key.declaration.secretsSpan ?? key.declaration.id.span,
        help: "make one with `bitting rotate \(key.id)`, or say in `disabled` what the key waits for"))
  }

  static let page = RulePage(
    "no-secrets", .warning,
    summary: "a key without secrets, which nobody can use",
    why: """
      An empty list never means "as before": the key is in force and no token opens anything with it. Most often a secret
      was lost in a merge. Keys that are disabled, ended or decoys are passed over.
      """,
    wrong: """
      key: acme-sync
      secrets: []
      """,
    right: """
      key: acme-sync
      disabled: waiting for the contract
      secrets: []
      """)
}
