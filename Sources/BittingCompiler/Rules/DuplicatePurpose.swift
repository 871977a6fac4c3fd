internal import Diagnostics
internal import KeyModel

/// Two keys of one owner are for the same thing.
enum DuplicatePurpose: Rule {
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    var repeats = PossibleRepeats(catalog.keys.count)
    for key in catalog.keys where isJudged(key, at: now) { repeats.add(key.use) }
    var first: Set<Use> = []
    for key in catalog.keys where repeats.mayRepeat(key.use) && isJudged(key, at: now) {
      let use = first.insert(Use(key: key))
      if !use.inserted { report.append(found(key, like: use.memberAfterInsert.key)) }
    }
  }

  private static func isJudged(_ key: Catalog.Key, at now: Instant) -> Bool {
    key.isWorthAdvice(at: now) && key.declared.isSuperset(of: [.owner, .purpose]) && key.environment != nil
  }

  /// A key, which is the same as another of one owner, purpose, environment and tenant.
  private struct Use: Hashable {
    let key: Catalog.Key

    static func == (one: Use, other: Use) -> Bool {
      let (declaration, other) = (one.key.declaration, other.key)
      return declaration.purpose?.value == other.declaration.purpose?.value
        && declaration.owner?.value == other.declaration.owner?.value
        && declaration.tenant?.value == other.declaration.tenant?.value && one.key.environment == other.environment
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(key.declaration.purpose?.value)
      hasher.combine(key.declaration.owner?.value)
      hasher.combine(key.declaration.tenant?.value)
    }
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
