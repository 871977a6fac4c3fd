internal import Diagnostics
internal import KeyModel

/// A key says something about tenants that its type does not let it say.
enum TenantForbidden: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard !key.isDecoy else { return }
    guard let tenant = key.declaration.tenant, let type = key.type, let rule = type.declaration.tenant else {
      return
    }
    switch (rule.value, tenant.value) {
    case (.required, .all): report.append(all(key, tenant, type, rule))
    case (.all, .one(let name)): report.append(one(key, name, tenant, type, rule))
    case (.required, .one), (.optional, _), (.all, .all): return
    }
  }
}

extension TenantForbidden {
  private static func all(
    _ key: Catalog.Key, _ tenant: Located<TenantClaim>, _ type: Catalog.KeyType, _ rule: Located<TenantRule>
  ) -> Finding {
    finding(
      "key `\(key.id)` may not reach every tenant", at: tenant.span,
      related: [Finding.Related("each key of type `\(type.name)` names one", at: rule.span)],
      help: "name one tenant; only `tenant: optional` lets a key say `\"*\"`")
  }

  private static func one(
    _ key: Catalog.Key, _ name: TenantName, _ tenant: Located<TenantClaim>, _ type: Catalog.KeyType,
    _ rule: Located<TenantRule>
  ) -> Finding {
    finding(
      "key `\(key.id)` may not name tenant `\(name)`", at: tenant.span,
      related: [Finding.Related("the keys of type `\(type.name)` reach every tenant", at: rule.span)],
      help: "take `tenant` away, or give the key a type that keeps to one tenant")
  }

  static let page = RulePage(
    "tenant-forbidden", .error,
    summary: "a key says something about tenants that its type does not let it say",
    why: """
      Where a type says `tenant: all`, whoever reads it takes its keys to reach every tenant; one that names a tenant
      reaches that one alone, where a waiver lets it. Where it says `required`, `"*"` would be a way around it. A `"*"` that
      only repeats `tenant: all` is in order.
      """,
    wrong: """
      key: nightly-backup
      type: internal           # tenant: all
      tenant: acme
      """,
    right: """
      key: nightly-backup
      type: internal
      """)
}
