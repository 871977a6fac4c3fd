internal import Diagnostics
internal import PolicyTesting

/// A report of tests, with what they cover where that was asked for, ready to be printed.
struct TestReportView {
  let report: PolicyTestReport
  let coverage: PolicyCoverage?
  let sources: SourceSet

  /// The report is the answer, so it goes to standard output.
  func print(_ format: TestFormat, on console: Console) {
    switch format {
    case .terminal:
      console.facts(TerminalTestRenderer(isColored: console.isColored).render(report, of: sources))
      if let coverage { console.facts("\n" + coverage.table) }
    case .json:
      console.facts(JSONTestRenderer.render(report, of: sources, covering: coverage?.json(of: sources)))
    case .junit:
      console.facts(JUnitTestRenderer.render(report, of: sources))
      if let coverage { console.talk(coverage.summary) }
    case .markdown:
      console.facts(MarkdownTestRenderer.render(report, of: sources))
      if let coverage { console.facts("\n" + coverage.markdown) }
    case .github:
      console.facts(GitHubTestRenderer.render(report, of: sources))
      if let coverage { console.facts(coverage.table) }
    }
  }
}
