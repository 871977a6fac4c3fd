internal import Diagnostics
internal import KeyModel

/// A decoy that asks for something.
enum DecoyWithScopes: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.isDecoy, let scope = key.declaration.scopes?.first else { return }
    report.append(
      finding(
        "decoy `\(key.id)` asks for `\(scope.value)`", at: scope.span,
        related: key.declaration.decoy.map { [Finding.Related("every use of it is denied", at: $0.span)] } ?? [],
        help: "take `scopes` away"))
  }

  static let page = RulePage.sound(
    "decoy-with-scopes",
    summary: "a decoy that asks for scopes",
    why: """
      Nobody has a decoy, and every use of it is denied. Scopes would grant nothing today, and everything to whoever found
      the token on the day the line `decoy: true` goes.
      """,
    wrong: """
      key: northwind-feed
      decoy: true
      scopes: [orders:read]
      """,
    right: """
      key: northwind-feed
      decoy: true
      """)
}
