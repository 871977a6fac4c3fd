internal import DecisionExplanation
public import Diagnostics

/// A report as annotations of a GitHub workflow, each at its expectation, and the numbers after them.
public enum GitHubTestRenderer {
  /// The report of tests in `sources`, which lie in `folder` of the checkout.
  public static func render(_ report: PolicyTestReport, of sources: SourceSet, in folder: String = "") -> String {
    let annotations = LocatedFailure.all(in: report, of: sources, in: folder).map { failure in
      let place = failure.finding.place
      let message = [failure.finding.message] + (failure.trace?.lines ?? []) + (failure.finding.help.map { [$0] } ?? [])
      return WorkflowCommand(
        .error,
        at: .init(
          file: place.file, line: place.line, endLine: place.endLine, column: place.column, endColumn: place.endColumn),
        title: failure.finding.rule, message: message.map(TerminalText.escaped).joined(separator: "\n")
      ).text + "\n"
    }
    return annotations.joined() + report.counts.text + "\n"
  }
}
