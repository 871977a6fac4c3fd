internal import Diagnostics
internal import KeyModel

/// A key names no tenant though its type requires one.
enum TenantMissing: KeyRule {
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.lacks(.tenant, "tenant"), !key.isDecoy else { return }
    guard let type = key.type, let rule = type.declaration.tenant, rule.value == .required else { return }
    report.append(
      finding(
        "key `\(key.id)` names no tenant", at: key.declaration.id.span,
        related: [Finding.Related("type `\(type.name)` requires one", at: rule.span)],
        help: "say whose data it reaches, such as `tenant: acme`"))
  }

  static let page = RulePage(
    "tenant-missing", .error,
    summary: "a key names no tenant though its type requires one",
    why: """
      A tenant is never wide by accident. Where a type says `tenant: required`, each of its keys has to say whose data it
      reaches, so that leaving the line out does not mean everybody's.
      """,
    wrong: """
      key: acme-till
      type: client             # tenant: required
      """,
    right: """
      key: acme-till
      type: client
      tenant: acme
      """)
}
