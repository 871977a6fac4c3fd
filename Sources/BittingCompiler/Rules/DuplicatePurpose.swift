internal import Diagnostics
internal import KeyModel

/// Two keys of one owner are for the same thing.
enum DuplicatePurpose: Rule {
  private struct Use: Hashable {
    let owner: Text
    let purpose: Text
    let environment: EnvironmentName
    let tenant: TenantClaim?
  }

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    var first: [Use: Int] = [:]
    first.reserveCapacity(catalog.keys.count)
    for (index, key) in catalog.keys.enumerated() where key.isWorthAdvice(at: now) {
      guard let use = use(key) else { continue }
      if let known = first[use] {
        report.append(found(key, like: catalog.keys[known]))
      } else {
        first[use] = index
      }
    }
  }

  private static func use(_ key: Catalog.Key) -> Use? {
    guard let owner = key.declaration.owner?.value, let purpose = key.declaration.purpose?.value,
      let environment = key.environment
    else { return nil }
    return Use(owner: owner, purpose: purpose, environment: environment, tenant: key.declaration.tenant?.value)
  }
}

extension DuplicatePurpose {
  private static func found(_ key: Catalog.Key, like first: Catalog.Key) -> Finding {
    finding(
      "key `\(key.id)` has the purpose of key `\(first.id)`",
      at: key.declaration.purpose?.span ?? key.declaration.id.span,
      related: first.declaration.purpose.map { [Finding.Related("the same purpose", at: $0.span)] } ?? [],
      help: "take one of the keys away, or say how they differ")
  }

  static let page = RulePage(
    "duplicate-purpose", .note,
    summary: "two keys of one owner, environment and tenant have the same purpose",
    why: """
      A second key for the same thing is often one that was copied and never changed, or an old one that nobody took away.
      The same purpose in another environment, or for another tenant, is in order. Keys that have ended are passed
      over.
      """,
    wrong: """
      key: acme-sync-2
      purpose: Nightly order sync for ACME Logistics
      # … the purpose of `acme-sync`, too
      """,
    right: """
      key: acme-sync-2
      purpose: Hourly order sync of ACME's new warehouse
      """)
}
