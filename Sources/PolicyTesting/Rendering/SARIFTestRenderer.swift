internal import DecisionExplanation
public import Diagnostics

/// A report as SARIF: a result for each decision that is not the expected one, at its expectation, with the decision step
/// by step, and for each test that cannot be run.
public enum SARIFTestRenderer {
  /// The report of tests in `sources`, which lie in `folder` of the checkout; `version` is this program's.
  public static func render(
    _ report: PolicyTestReport, of sources: SourceSet, in folder: String = "", version: String
  ) -> String {
    let failures = LocatedFailure.all(in: report, of: sources, in: folder, withFingerprints: true)
    return SARIFRenderer(rules: TestRules.all, of: "test", version: version).render(failures.map(result))
  }

  private static func result(_ failure: LocatedFailure) -> SARIFResult {
    let help = failure.finding.help.map { [MarkdownText.message($0)] } ?? []
    let table = failure.trace.map { [MarkdownTestRenderer.rows(of: $0)] } ?? []
    let markdown = [MarkdownText.message(failure.finding.message)] + help + table
    return SARIFResult(
      failure.finding, details: failure.trace?.lines ?? [], markdown: markdown.joined(separator: "\n\n"))
  }
}
