public import Diagnostics
public import KeyModel

/// Proves a catalog: every rule has looked at it.
public enum Checker {
  /// Reads, resolves and checks `tree` at the instant `now`.
  public static func check(_ tree: RepositoryTree, at now: Instant, on workers: Workers = .all) -> CheckedRepository {
    check(Resolver.resolve(Loader.load(tree, on: workers)), at: now, on: workers)
  }

  /// Resolves and checks `declarations` as if the files of `catalog` held them. What was wrong with those as text is not
  /// found again.
  package static func check(
    _ declarations: Declarations, insteadOf catalog: Catalog, at now: Instant
  ) -> CheckedRepository {
    let loaded = LoadedRepository(
      sources: catalog.sources, declarations: declarations, findings: [], completeness: catalog.completeness,
      secrets: catalog.secrets)
    return check(Resolver.resolve(loaded), at: now)
  }

  /// Resolves and checks `declarations`, whose places are in the files of `loaded`. What was wrong with them as text is
  /// not found again.
  package static func check(
    _ declarations: Declarations, in loaded: LoadedRepository, _ completeness: Completeness, at now: Instant
  ) -> CheckedRepository {
    let loaded = LoadedRepository(
      sources: loaded.sources, declarations: declarations, findings: [], completeness: completeness,
      secrets: loaded.secrets)
    return check(Resolver.resolve(loaded), at: now)
  }

  /// Runs all rules over what was resolved, then applies the waivers to what they found.
  package static func check(
    _ resolved: ResolvedRepository, at now: Instant, on workers: Workers = .all
  ) -> CheckedRepository {
    let findings = resolved.findings + findings(in: resolved.catalog, at: now, on: workers)
    let severities = SeverityTable(resolved.catalog.declarations)
    let weighed = severities.weigh(findings).sortedAndDeduplicated()
    let judgement = WaiverTable(resolved.catalog, at: now).judge(weighed)
    var reported = judgement.reported + severities.weigh(judgement.aboutWaivers)
    let (sources, changed) = resolved.catalog.sources.holding(files(of: reported + judgement.waived.map(\.finding)))
    reported += changed.map(IrregularFile.changed)
    return CheckedRepository(
      catalog: resolved.catalog, sources: sources, findings: reported.sortedAndDeduplicated(), waived: judgement.waived)
  }

  /// The files that `findings` have places in.
  private static func files(of findings: [Finding]) -> Set<FileID> {
    Set(findings.lazy.flatMap { [$0.span.file] + $0.related.map(\.span.file) })
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
    let rules = Rules.aboutKeys
    for key in catalog.keys[start..<min(start + blockLength, catalog.keys.count)] {
      for rule in rules { rule.check(key, in: catalog, at: now, report: &report) }
    }
  }
}

/// What a check comes to.
public struct CheckedRepository: Sendable {
  let catalog: Catalog
  /// The files, to show findings in; those that have findings are as they were when these were found.
  public let sources: SourceSet
  /// All findings but those that are excused, in order, each once.
  public let findings: [Finding]
  /// Those that waivers excuse, in order; they are not among ``findings``.
  public let waived: [WaivedFinding]

  /// What could not be read at all; there is a finding about each of them.
  public var unreadable: [UnreadableEntry] { catalog.completeness.unreadable }

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
