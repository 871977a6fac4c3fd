internal import Diagnostics

/// A review as annotations of a workflow run, at the lines of the head where something lets anybody do more.
public enum GitHubReview {
  /// One command a line; the declarations lie in `folder` of the checkout.
  public static func render(_ review: Review, in folder: String = "") -> String {
    let places = HeadPlaces(review, in: folder)
    let findings = (review.head.findings + review.byRulesOfBase.findings).map { finding in
      // Findings by the rules of the base may lie in a file of the base, which no annotation can be pinned to.
      let place = places.isOfBase(finding.place) || finding.place.file.isEmpty ? nil : finding.place.below(folder)
      return WorkflowCommand(
        finding.severity == .error ? .error : .warning, at: place.map(spot), title: finding.rule,
        message: TerminalText.escaped(finding.message))
    }
    let entries = review.entries.compactMap { command($0, in: folder) }
    return TokenRedactor.redact((entries + findings).map { $0.text + "\n" }.joined())
  }

  private static func command(_ entry: ReviewEntry, in folder: String) -> WorkflowCommand? {
    guard let severity = entry.severity else { return nil }
    return WorkflowCommand(
      .init(severity), at: entry.place.map { spot($0.below(folder)) },
      title: entry.classes.map(\.rawValue).joined(separator: ", "),
      message: ([entry.title.text] + entry.plainLines).map(TerminalText.escaped).joined(separator: "\n"))
  }

  private static func spot(_ place: LocatedFinding.Place) -> WorkflowCommand.Place {
    WorkflowCommand.Place(file: place.file, line: place.line)
  }
}
