internal import DecisionExplanation
public import Diagnostics
internal import KeyModel

/// A report for people at a terminal: one line if all is well, else each failure with the decision step by step.
public struct TerminalTestRenderer: Sendable {
  private let isColored: Bool

  /// A renderer that uses colour, or plain text.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// The report of tests in `sources`; the last line ends in a line feed.
  public func render(_ report: PolicyTestReport, of sources: SourceSet) -> String {
    let failures = LocatedFailure.all(in: report, of: sources).map(render)
    return (failures + report.skipLines + ["\(report.counts.text)\n"]).joined()
  }

  private func render(_ failure: LocatedFailure) -> String {
    let finding = TerminalRenderer(isColored: isColored).render(failure.finding)
    return finding + (failure.trace.map(\.lines) ?? []).map { "   \($0)\n" }.joined() + "\n"
  }
}

extension PolicyTestReport {
  /// A line for each test that was not to be run.
  fileprivate var skipLines: [String] {
    results.compactMap { result in
      guard case .skipped(let reason) = result.verdict else { return nil }
      let text = "skipped: `\(result.test.name)`: \(reason)"
      return TerminalText.escaped(TokenRedactor.redact(text)) + "\n"
    }
  }
}
