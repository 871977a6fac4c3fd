internal import Diagnostics
internal import KeyModel

/// A key asks for scopes with a `*`.
enum WildcardScope: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.granted.hasWildcard, key.isWorthAdvice(at: now) else { return }
    for request in key.requests where request.pattern.value.hasWildcard {
      report.append(found(key, request, catalog.ladder))
    }
  }
}

extension WildcardScope {
  private static func found(
    _ key: Catalog.Key, _ request: Catalog.RequestedScope, _ ladder: Ladder
  ) -> Finding {
    let scopes = request.grants.sorted.map { "`\($0.resource):\(ladder.names[$0.rank])`" }
    let more = scopes.count > 6 ? " and \(scopes.count - 6) more" : ""
    return finding(
      "key `\(key.id)` asks for the wildcard `\(request.pattern.value)`", at: request.pattern.span,
      help: scopes.isEmpty
        ? "it stands for nothing today: take it away"
        : "name those that the key needs; today these are " + scopes.prefix(6).joined(separator: ", ") + more)
  }

  static let page = RulePage(
    "wildcard-scope", .warning,
    summary: "a key asks for scopes with a `*`",
    why: """
      What a `*` stands for grows by itself when a resource or a level is added, without anybody looking at the key again.
      In the ceiling of a type that is normal, because nobody has the ceiling; a key should name what it needs. Keys that
      have ended are passed over.
      """,
    wrong: """
      key: acme-sync
      scopes: ["*:read"]
      """,
    right: """
      key: acme-sync
      scopes: [orders:read, invoices:read]
      """)
}
