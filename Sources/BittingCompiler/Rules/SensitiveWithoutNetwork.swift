internal import Diagnostics
internal import KeyModel

/// A key reaches something sensitive from anywhere.
enum SensitiveWithoutNetwork: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for reach in catalog.sensitiveReach(at: now) where reach.key.lacks("networks", reach.key.declaration.networks) {
      // Where the type requires networks, their absence is an error of its own.
      if reach.key.type?.declaration.networks?.value == .required { continue }
      report.append(
        finding(
          "key `\(reach.key.id)` reaches the sensitive `\(reach.request.pattern.value)` from any address",
          at: reach.request.pattern.span, help: "list the `networks` that its callers are in"))
    }
  }

  static let page = RulePage(
    "sensitive-without-network", .warning,
    summary: "a key reaches a sensitive resource from any address",
    why: """
      What is marked `sensitive` is worth stealing a token for. With `networks`, a token that was stolen opens nothing from
      the thief's own machine. If the type of the key requires networks, `missing-field` reports their absence instead.
      Keys that have ended are passed over.
      """,
    wrong: """
      key: oncall-admin
      scopes: [system:admin]
      """,
    right: """
      key: oncall-admin
      scopes: [system:admin]
      networks: [203.0.113.0/24]
      """)
}
