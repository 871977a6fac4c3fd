internal import DecisionExplanation
public import Diagnostics
internal import KeyModel

/// A report as Markdown, for a comment or a job's summary: the verdict first, each failure folded.
public enum MarkdownTestRenderer {
  /// The most bytes of a report: GitHub takes comments of 65,536 characters, and others write around it.
  static let maximumLength = 60_000

  /// The report of tests in `sources`, and what they `cover` where that was asked for. What there is no room for is
  /// counted.
  public static func render(
    _ report: PolicyTestReport, of sources: SourceSet, covering coverage: PolicyCoverage? = nil
  ) -> String {
    var text = "**Policy tests:** \(report.counts.text)\n"
    if let coverage { text += "\n\(coverage.summary)\n" }
    append(LocatedFailure.all(in: report, of: sources).map(details), "failure", to: &text)
    append(report.results.compactMap(skipLine), "skipped test", to: &text)
    if let coverage { append([coverage.markdown], "table", to: &text) }
    return text
  }

  /// Appends the parts that there is room for, each behind an empty line, and how many are left.
  private static func append(_ parts: [String], _ noun: String, to text: inout String) {
    for (place, part) in parts.enumerated() {
      guard text.utf8.count + part.utf8.count < maximumLength else {
        text += "\nThere is no room for \((parts.count - place).of(noun)) more.\n"
        return
      }
      text += "\n" + part
    }
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

  /// The decision as a table.
  static func rows(of trace: DecisionTrace) -> String {
    let rows = trace.steps.map { step in
      let text = MarkdownText.message(TokenRedactor.redact(step.text))
      return "| \(step.name) | \(step.denial == nil ? "holds" : "**denies**") | \(text) |"
    }
    return (["| check | outcome | facts |", "|---|---|---|"] + rows).joined(separator: "\n")
  }

  private static func skipLine(of result: PolicyTestResult) -> String? {
    guard case .skipped(let reason) = result.verdict else { return nil }
    let name = MarkdownText.code(TokenRedactor.redact(result.test.name.string))
    return "* skipped: \(name), \(MarkdownText.plain(TokenRedactor.redact(reason.string)))\n"
  }
}
