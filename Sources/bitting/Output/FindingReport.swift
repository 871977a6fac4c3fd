internal import BittingCompiler
internal import Diagnostics
internal import YAMLSource

/// The findings of a check, ready to be printed.
struct FindingReport {
  private let findings: [LocatedFinding]
  private let checked: CheckedRepository

  init(_ checked: CheckedRepository) {
    self.checked = checked
    findings = FindingLocator(checked.sources, pathOf: PathTable(checked.sources).path).locate(checked.findings)
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

/// The YAML paths of the files that have findings, each file read once.
private final class PathTable {
  private let sources: SourceSet
  private var known: [FileID: YAMLPaths] = [:]

  init(_ sources: SourceSet) {
    self.sources = sources
  }

  func path(_ span: SourceSpan) -> String {
    let paths = known[span.file] ?? YAMLPaths(reading: sources[span.file], as: span.file)
    known[span.file] = paths
    return paths.path(at: span)
  }
}
