internal import BittingCompiler
internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// Compares two revisions: what a change lets anybody do, or no longer do.
///
/// Each bundle of the one is held against the same bundle of the other, both issued at one instant, over all requests
/// from that instant on: every token that either declares, with the look that it had where it was declared first, every
/// method and path or scope, every tenant, every address. The result tells a request that is decided differently exactly
/// if there is one, provided that both revisions can be built; of a revision with errors it tells what the rest of it
/// would do. Two validators have confirmed each request that is told.
public enum Reviewer {
  /// The review of `input`.
  public static func review(
    _ input: ReviewInput, using generator: some RandomNumberGenerator
  ) throws(ReviewFailure) -> Review {
    let loaded = Sides { side in Loader.load(side == .base ? input.base : input.head) }
    let checked = Sides { side in Checker.check(Resolver.resolve(loaded[side]), at: input.at) }
    let revisions = Sides { Revision(checked[$0].uncheckedCatalog) }
    let partial = input.isWhole ? nil : PartialReading(checked: checked)
    try partial?.requireEnough()
    var access = AccessReview(revisions, issued: input.at, isWhole: input.isWhole, using: generator)
    try access.run()
    let drafts = drafts(revisions, access.found, input)
    let order = drafts.enumerated().sorted { ($0.element.classes[0], $0.offset) < ($1.element.classes[0], $1.offset) }
    let anchors = Anchors(of: drafts, in: Sides { loaded[$0].sources }, revisions.head.catalog)
    let (entries, home) = located(order.map(\.element), anchors, input)
    return Review(
      entries: entries, head: findings(checked.head, input), byRulesOfBase: byRulesOfBase(loaded, checked, input),
      home: home, approvers: Approvers(revisions: revisions).needed(for: drafts),
      types: Set(Side.allCases.flatMap { revisions[$0].catalog.types.map(\.name) }), at: input.at,
      newcomers: partial?.newcomers ?? [])
  }

  private static func drafts(
    _ revisions: Sides<Revision>, _ found: AccessDifferences, _ input: ReviewInput
  ) -> [EntryDraft] {
    let services = Set(Side.allCases.flatMap { revisions[$0].catalog.services.map(\.name) })
    let lines = AccessLines(found: found, now: input.at, tellsService: services.count > 1)
    let keys = KeyChanges(revisions, lines, at: input.at).entries()
    let others =
      TombstoneChanges(revisions: revisions).entries() + RouteChanges(revisions: revisions, access: lines).entries()
      + TypeChanges(revisions: revisions).entries() + PolicyChanges(revisions: revisions).entries()
      + RuleChanges(revisions: revisions).entries() + ApproverChanges(revisions: revisions).entries()
      + TestChanges(revisions: revisions).entries()
    return KeyGrouping.grouped(keys) + others
  }

  private static func located(
    _ drafts: [EntryDraft], _ anchors: Anchors, _ input: ReviewInput
  ) -> (entries: [ReviewEntry], home: LocatedFinding.Place?) {
    let shown = drafts.map(anchors.span)
    let spans = (shown + [anchors.home]).compactMap { $0 }
    let locator = FindingLocator(anchors.sources.head, withFingerprints: input.withFingerprints)
    let located = locator.locate(spans.map { Finding("", .note, "", at: $0) })
    let places = Dictionary(zip(spans, located.map(\.place))) { first, _ in first }
    let entries = zip(drafts, shown).map { draft, anchor in
      draft.entry(at: draft.span.flatMap { places[$0] }, shownAt: anchor.flatMap { places[$0] })
    }
    return (entries, anchors.home.flatMap { places[$0] })
  }

  /// The errors of the head; of a part of it those in the files that were read because they differ.
  private static func findings(_ checked: CheckedRepository, _ input: ReviewInput) -> Review.HeadFindings {
    let errors = checked.findings.filter { finding in
      guard finding.severity == .error else { return false }
      return input.isWhole || checked.sources[finding.span.file].path.utf8.starts(with: "keys/".utf8)
    }
    return located(errors, in: checked.sources, input)
  }

  private static func byRulesOfBase(
    _ loaded: Sides<LoadedRepository>, _ checked: Sides<CheckedRepository>, _ input: ReviewInput
  ) -> Review.HeadFindings {
    guard input.isWhole else { return Review.HeadFindings(findings: []) }
    let judged = BaseRules(
      input: input, head: loaded.head, headFindings: checked.head.findings, base: checked.base
    ).findings()
    return located(judged.findings, in: judged.sources, input)
  }

  private static func located(
    _ findings: [Finding], in sources: SourceSet, _ input: ReviewInput
  ) -> Review.HeadFindings {
    let paths = YAMLPaths.naming(findings, in: sources)
    let locator = FindingLocator(sources, withFingerprints: input.withFingerprints, pathOf: paths)
    return Review.HeadFindings(findings: locator.locate(findings))
  }
}
