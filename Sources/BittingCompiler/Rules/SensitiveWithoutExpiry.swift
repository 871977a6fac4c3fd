internal import Diagnostics
internal import KeyModel

/// A key reaches something sensitive and has no end.
enum SensitiveWithoutExpiry: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for reach in catalog.sensitiveReach(at: now) where reach.key.lacks("expires", reach.key.declaration.expires) {
      report.append(
        finding(
          "key `\(reach.key.id)` reaches the sensitive `\(reach.request.pattern.value)` and has no end",
          at: reach.request.pattern.span, help: "give the key an `expires`, so that somebody looks at it again"))
    }
  }

  static let page = RulePage(
    "sensitive-without-expiry", .warning,
    summary: "a key reaches a sensitive resource and has no `expires` of its own",
    why: """
      Secrets are rotated, and each rotation renews the key's reach without a question. The end of the key itself is the
      day on which somebody has to say that it is still needed.
      """,
    wrong: """
      key: oncall-admin
      scopes: [system:admin]
      """,
    right: """
      key: oncall-admin
      scopes: [system:admin]
      expires: 2027-09-01
      """)
}
