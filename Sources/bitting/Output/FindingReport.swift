internal import ArgumentParser
internal import BittingCompiler
internal import Diagnostics
internal import YAMLSource

/// The findings of a check, ready to be printed.
struct FindingReport {
  private let checked: CheckedRepository

  init(_ checked: CheckedRepository) {
    self.checked = checked
  }

  /// Prints the findings in the repository at `root`.
  ///
  /// They are the answer, so they go to standard output; how many there are is talk, but for a person who asked.
  func print(_ format: FindingFormat, from root: String, on console: Console) {
    let findings = located(in: format.isReadInCheckout ? CheckoutPrefix.of(root) : "", withHashes: format == .sarif)
    switch format {
    case .json: console.facts(JSONRenderer.render(findings))
    case .terminal: console.facts(TerminalRenderer(isColored: console.isColored).render(findings))
    case .github: console.facts(WorkflowRenderer.render(findings))
    case .junit: console.facts(JUnitRenderer(rules: Self.rules).render(findings))
    case .markdown: console.facts(MarkdownRenderer.render(findings, scope: scope))
    case .sarif:
      console.facts(SARIFRenderer(rules: Self.rules, version: Bitting.configuration.version).render(findings))
    }
    talk(of: format, on: console)
  }

  private func talk(of format: FindingFormat, on console: Console) {
    switch format {
    case .terminal, .github: console.talk(summary)
    case .sarif where checked.findings.count > SARIFRenderer.maximumResults:
      console.talk("the report holds the gravest \(SARIFRenderer.maximumResults) of \(checked.findings.count) findings")
    case .json, .junit, .markdown, .sarif: break
    }
  }

  /// The findings as the reason why something else is not done: all of them are talk.
  func explain(on console: Console) {
    console.talk(TerminalRenderer(isColored: false).render(located()) + summary)
  }

  private func located(in folder: String = "", withHashes: Bool = false) -> [LocatedFinding] {
    let paths = YAMLPaths.naming(checked.findings, in: checked.sources)
    return FindingLocator(checked.sources, in: folder, withFingerprints: withHashes, pathOf: paths)
      .locate(checked.findings)
  }

  private static let rules = Rules.pages.map { page in
    RuleDescription(
      page.name, page.severity, summary: page.summary, why: page.why, wrong: page.wrong, right: page.right)
  }

  /// `no findings in 2 files: 1 key, 1 type, 1 service`.
  private var summary: String { "\(FindingCounts(checked.findings.map(\.severity)).text) in \(scope)" }

  /// `2 files: 1 key, 1 type, 1 service`.
  private var scope: String {
    let catalog = checked.uncheckedCatalog
    let files = FindingReport.count(checked.sources.files.count, "file")
    let parts = [
      FindingReport.count(catalog.keys.count, "key"), FindingReport.count(catalog.types.count, "type"),
      FindingReport.count(catalog.services.count, "service"),
    ]
    return "\(files): \(parts.joined(separator: ", "))"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
