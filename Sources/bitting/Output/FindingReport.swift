internal import BittingCompiler
internal import Diagnostics
internal import YAMLSource

/// The findings of a check, ready to be printed.
struct FindingReport {
  private let findings: [LocatedFinding]
  private let checked: CheckedRepository

  init(_ checked: CheckedRepository) {
    self.checked = checked
    let paths = YAMLPaths.naming(checked.findings, in: checked.sources)
    findings = FindingLocator(checked.sources, pathOf: paths).locate(checked.findings)
  }

  /// Findings are the answer, so they go to standard output; how many there are is talk, but for a person who asked.
  func print(_ format: FindingFormat, on console: Console) {
    switch format {
    case .json:
      console.facts(JSONRenderer.render(findings))
    case .terminal:
      console.facts(TerminalRenderer(isColored: console.isColored).render(findings))
      console.talk(summary)
    }
  }

  /// The findings as the reason why something else is not done: all of them are talk.
  func explain(on console: Console) {
    console.talk(TerminalRenderer(isColored: false).render(findings) + summary)
  }

  /// `no findings in 2 files: 1 key, 1 type, 1 service`.
  private var summary: String {
    let catalog = checked.uncheckedCatalog
    let files = FindingReport.count(checked.sources.files.count, "file")
    let parts = [
      FindingReport.count(catalog.keys.count, "key"), FindingReport.count(catalog.types.count, "type"),
      FindingReport.count(catalog.services.count, "service"),
    ]
    let counts = FindingCounts(findings.map(\.severity)).text
    return "\(counts) in \(files): \(parts.joined(separator: ", "))"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
