internal import Diagnostics
internal import KeyModel

/// A key that nobody answers for.
enum OwnerMissing: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.lacks(.owner, "owner"), !key.isDecoy else { return }
    report.append(
      finding(
        "key `\(key.id)` has no owner", at: key.declaration.id.span,
        help: "say who answers for it, such as `owner: integrations@shop.example`"))
  }

  static let page = RulePage(
    "owner-missing", .error,
    summary: "a key that nobody answers for",
    why: """
      Somebody has to know whether a key is still needed, rotate it, and be called when it is misused. Decoys are passed
      over.
      """,
    wrong: """
      key: acme-sync
      type: partner
      """,
    right: """
      key: acme-sync
      type: partner
      owner: integrations@shop.example
      """)
}
