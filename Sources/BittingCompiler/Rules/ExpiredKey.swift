internal import Diagnostics
internal import KeyModel

/// A key whose end has come is still declared.
enum ExpiredKey: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !key.isDecoy, key.hasEnded(at: now) else { return }
    guard let end = key.declaration.expires, end.value <= now else { return }
    report.append(
      finding(
        "key `\(key.id)` ended at `\(end.value)`", at: end.span,
        help: "take its declaration away, or give it a later end if it is still needed"))
  }

  static let page = RulePage(
    "expired-key", .warning,
    summary: "a key that has ended is still declared",
    why: """
      A key that is denied everywhere only hides those that are not, and one edit of its end would bring all its grants
      back. A key ends exactly at `expires`. Other advice about the key is not given any more.
      """,
    wrong: """
      expires: 2026-09-01      # and it is October
      """,
    right: """
      expires: 2027-09-01
      """)
}
