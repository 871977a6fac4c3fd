internal import Diagnostics
internal import PolicyTesting

/// A report of tests, with what they cover where that was asked for, ready to be printed.
struct TestReportView {
  let report: PolicyTestReport
  let coverage: PolicyCoverage?
  /// Whether people get to see every cell, and not the percentage alone.
  let showsCells: Bool
  let sources: SourceSet
  /// Where in the checkout the declarations lie, for formats whose readers take files from its root.
  let folder: String

  /// The report is the answer, so it goes to standard output.
  func print(_ format: ReportFormat, on console: Console) {
    switch format {
    case .terminal:
      console.facts(TerminalTestRenderer(isColored: console.isColored).render(report, of: sources))
      if let coverage { console.facts(showsCells ? "\n" + coverage.table : coverage.summary + "\n") }
    case .json:
      console.facts(JSONTestRenderer.render(report, of: sources, covering: coverage?.json(of: sources)))
    case .junit:
      console.facts(JUnitTestRenderer.render(report, of: sources, in: folder))
      if let coverage { console.talk(coverage.summary) }
    case .sarif:
      console.facts(SARIFTestRenderer.render(report, of: sources, in: folder, version: Bitting.version))
      if let coverage { console.talk(coverage.summary) }
    case .markdown:
      console.facts(MarkdownTestRenderer.render(report, of: sources, covering: coverage))
    case .github:
      console.facts(GitHubTestRenderer.render(report, of: sources, in: folder))
      if let coverage { console.facts(showsCells ? coverage.table : coverage.summary + "\n") }
    }
  }
}
