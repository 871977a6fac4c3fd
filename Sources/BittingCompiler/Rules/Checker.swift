public import Diagnostics
public import KeyModel

/// Proves a catalog: every rule has looked at it.
public enum Checker {
  /// Reads, resolves and checks `tree` at the instant `now`.
  public static func check(_ tree: RepositoryTree, at now: Instant, on workers: Workers = .all) -> CheckedRepository {
    check(Resolver.resolve(Loader.load(tree, on: workers)), at: now, on: workers)
  }

  /// Runs all rules over what was resolved.
  static func check(
    _ resolved: ResolvedRepository, at now: Instant, on workers: Workers = .all
  ) -> CheckedRepository {
    let findings = resolved.findings + findings(in: resolved.catalog, at: now, on: workers)
    let weighed = SeverityTable(resolved.catalog.declarations).weigh(findings)
    return CheckedRepository(catalog: resolved.catalog, findings: weighed.sortedAndDeduplicated())
  }

  /// How many keys a thread takes at once.
  private static let blockLength = 512

  private static func findings(in catalog: Catalog, at now: Instant, on workers: Workers) -> [Finding] {
    let blocks = (catalog.keys.count + blockLength - 1) / blockLength
    // Little work is done sooner than other threads are awake.
    let workers = blocks > 2 ? workers : Workers(1)
    let found = workers.map(Rules.all.count + blocks) { job in
      var findings: [Finding] = []
      if job < Rules.all.count {
        Rules.all[job].check(catalog, at: now, report: &findings)
      } else {
        check(block: job - Rules.all.count, of: catalog, at: now, &findings)
      }
      return findings
    }
    return Array(found.joined())
  }

  private static func check(block: Int, of catalog: Catalog, at now: Instant, _ report: inout [Finding]) {
    let start = block * blockLength
    let keys = catalog.keys[start..<min(start + blockLength, catalog.keys.count)]
    for key in keys {
      for rule in Rules.all { rule.check(key, in: catalog, at: now, report: &report) }
    }
  }
}

/// What a check comes to.
public struct CheckedRepository: Sendable {
  /// The files, to show findings in.
  public var sources: SourceSet { catalog.sources }
  let catalog: Catalog
  /// All findings, in order, each once.
  public let findings: [Finding]

  /// The catalog, if no finding is an error: only that can be sealed.
  public var checkedCatalog: CheckedCatalog? {
    findings.contains { $0.severity == .error } ? nil : CheckedCatalog(checked: catalog)
  }

  /// The catalog whether or not it passed, for looking things up; it cannot be sealed.
  public var uncheckedCatalog: Catalog { catalog }
}

/// A catalog in which no rule found an error.
public struct CheckedCatalog: Sendable {
  /// The catalog.
  public let catalog: Catalog

  // Invariant: only `CheckedRepository` makes one, and only from a catalog without errors.
  fileprivate init(checked catalog: Catalog) {
    self.catalog = catalog
  }
}
