internal import Diagnostics
internal import KeyModel

/// A key reaches something sensitive from anywhere.
enum SensitiveWithoutNetwork: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.lacks(.networks, "networks"), let request = key.sensitiveRequest(in: catalog, at: now) else { return }
    // Where the type requires networks, their absence is an error of its own.
    guard key.type?.declaration.networks?.value != .required else { return }
    report.append(
      finding(
        "key `\(key.id)` reaches the sensitive `\(request.pattern.value)` from any address", at: request.pattern.span,
        help: "list the `networks` that its callers are in"))
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
