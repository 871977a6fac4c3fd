internal import Diagnostics
internal import KeyModel

/// A key reaches something sensitive and has no end.
enum SensitiveWithoutExpiry: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.lacks(.expires, "expires"), let request = key.sensitiveRequest(in: catalog, at: now) else { return }
    report.append(
      finding(
        "key `\(key.id)` reaches the sensitive `\(request.pattern.value)` and has no end", at: request.pattern.span,
        help: "give the key an `expires`, so that somebody looks at it again"))
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
