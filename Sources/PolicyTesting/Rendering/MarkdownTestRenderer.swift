internal import DecisionExplanation
public import Diagnostics
internal import KeyModel

/// A report as Markdown, for a comment or a job's summary: the verdict first, each failure folded.
public enum MarkdownTestRenderer {
  /// The most failures that are shown in full.
  static let shownFailures = 50

  /// The report of tests in `sources`.
  public static func render(_ report: PolicyTestReport, of sources: SourceSet) -> String {
    let failures = LocatedFailure.all(in: report, of: sources)
    let rest = failures.count - shownFailures
    let parts =
      ["**Policy tests:** \(report.counts.text)\n"] + failures.prefix(shownFailures).map(details)
      + (rest > 0 ? ["And \(rest) more.\n"] : []) + [skipped(report)].filter { !$0.isEmpty }
    return parts.joined(separator: "\n")
  }

  private static func details(of failure: LocatedFailure) -> String {
    let place = failure.finding.place
    let lines = ["at \(MarkdownText.code("\(place.file):\(place.line):\(place.column)"))"]
    let help = failure.finding.help.map { [MarkdownText.message($0)] } ?? []
    let table = failure.trace.map { [rows(of: $0)] } ?? []
    let body = (lines + help + table).joined(separator: "\n\n")
    // Backticks are no markup in a summary.
    return MarkdownText.details(summary: failure.finding.message.filter { $0 != "`" }, body: body)
  }

  private static func rows(of trace: DecisionTrace) -> String {
    let rows = trace.steps.map { step in
      let text = MarkdownText.message(TokenRedactor.redact(step.text))
      return "| \(step.name) | \(step.denial == nil ? "holds" : "**denies**") | \(text) |"
    }
    return (["| check | outcome | facts |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static func skipped(_ report: PolicyTestReport) -> String {
    report.results.compactMap { result in
      guard case .skipped(let reason) = result.verdict else { return nil }
      let name = MarkdownText.code(TokenRedactor.redact(result.test.name.string))
      return "* skipped: \(name), \(MarkdownText.plain(TokenRedactor.redact(reason.string)))\n"
    }.joined()
  }
}
