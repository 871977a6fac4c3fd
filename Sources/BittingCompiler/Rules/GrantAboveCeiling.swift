internal import Diagnostics
internal import KeyModel

/// A key asks for more than its type may have.
enum GrantAboveCeiling: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    // Of a ceiling that is known in part nobody can say what is above it; what is wrong with it has been said.
    guard let type = key.type, type.hasWholeCeiling, key.granted.above.contains(type.number) else { return }
    for request in key.requests {
      let excess = request.grants.subtracting(type.ceiling)
      guard let first = excess.first else { continue }
      report.append(found(key, type, request, first, catalog))
    }
  }
}

extension GrantAboveCeiling {
  private static func found(
    _ key: Catalog.Key, _ type: Catalog.KeyType, _ request: Catalog.RequestedScope,
    _ excess: (resource: Name, rank: Int), _ catalog: Catalog
  ) -> Finding {
    let pattern = request.pattern.value
    let scope = "\(excess.resource):\(catalog.ladder.names[excess.rank])"
    let reach = pattern.hasWildcard ? "`\(pattern)`, which includes `\(scope)`" : "`\(scope)`"
    return finding(
      "key `\(key.id)` may not have \(reach)", at: request.pattern.span,
      related: related(type, excess.resource, catalog), help: help(type, excess.resource, catalog))
  }

  /// The part of the ceiling that comes nearest; the whole field where no part is about the resource.
  private static func related(_ type: Catalog.KeyType, _ resource: Name, _ catalog: Catalog) -> [Finding.Related] {
    guard let ceiling = type.declaration.ceiling else { return [] }
    let about = ceiling.last { $0.value.resource == resource } ?? ceiling.last { $0.value.resource == nil }
    let span = about?.span ?? type.declaration.name.span
    return [Finding.Related("type `\(type.name)` goes up to here", at: span)]
  }

  private static func help(_ type: Catalog.KeyType, _ resource: Name, _ catalog: Catalog) -> String {
    let raise = "raise the ceiling of `\(type.name)` (a change that is reviewed on its own)"
    guard let rank = type.ceiling.ranks[resource] else { return "take the scope away, or \(raise)" }
    return "ask for `\(resource):\(catalog.ladder.names[rank])`, or \(raise)"
  }

  static let page = RulePage(
    "grant-above-ceiling", .error,
    summary: "a key asks for a scope above the ceiling of its type",
    why: """
      The ceiling of a type is the promise that no key of that type does more, however many keys are added later and
      whoever reviews them. A key that goes above it either has the wrong type or asks for too much.
      """,
    wrong: """
      key: acme-sync
      type: partner            # ceiling: ["*:write"]
      scopes: [webhooks:admin]
      """,
    right: """
      key: acme-sync
      type: partner
      scopes: [webhooks:write]
      """)
}
