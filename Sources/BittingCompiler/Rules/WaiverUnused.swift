internal import Diagnostics
internal import KeyModel

/// A waiver excuses nothing. Found when waivers are applied.
enum WaiverUnused: Rule {
  /// What is said of `waiver`.
  static func found(_ waiver: WaiverDeclaration) -> Finding {
    finding(
      "the waiver of \(waiver.subject) excuses nothing", at: waiver.rule.span,
      help: "take it away: it would excuse the next mistake that nobody has looked at")
  }

  static let page = RulePage(
    "waiver-unused", .warning,
    summary: "a waiver excuses nothing",
    why: """
      An exception is made for something that somebody has looked at. Once that is put right, or its rule is off, the
      waiver waits for another finding of the same rule and hides it from everybody. One that names a key covers findings
      in that key's document, and claims that this key alone refutes.
      """,
    wrong: """
      - rule: wildcard-scope
        key: acme-sync         # scopes: [orders:read]
        until: 2026-12-31
      """,
    right: """
      - rule: wildcard-scope
        key: acme-sync         # scopes: ["*:read"]
        until: 2026-12-31
      """)
}
