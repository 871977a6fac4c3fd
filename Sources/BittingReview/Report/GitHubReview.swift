internal import Diagnostics

/// A review as annotations of a workflow run, at the lines of the head where something lets anybody do more.
///
/// Errors are errors; widenings, and secrets that count as such, are warnings; other secrets and room are notices.
public enum GitHubReview {
  /// One command a line.
  public static func render(_ review: Review) -> String {
    let findings = (review.head.findings + review.byRulesOfBase.findings).map { finding in
      WorkflowCommand(
        finding.severity == .error ? .error : .warning, at: place(finding.place), title: finding.rule,
        message: finding.message)
    }
    let entries = review.entries.compactMap(command)
    return TokenRedactor.redact((entries + findings).map { $0.text + "\n" }.joined())
  }

  private static func command(_ entry: ReviewEntry) -> WorkflowCommand? {
    guard let kind = kind(entry) else { return nil }
    let lines = entry.lines.map { line in
      "\(line.mark.rawValue) \(line.label.text)" + (line.detail.isEmpty ? "" : "  \(line.detail.text)")
    }
    let title = entry.classes.map(\.rawValue).joined(separator: ", ")
    return WorkflowCommand(
      kind, at: entry.place.flatMap(place), title: title, message: ([entry.title.text] + lines).joined(separator: "\n"))
  }

  private static func kind(_ entry: ReviewEntry) -> WorkflowCommand.Kind? {
    switch entry.classes[0] {
    case .error: .error
    case .widening: .warning
    case .newSecret: entry.countsAsWidening ? .warning : .notice
    case .room: .notice
    case .narrowing, .facts: nil
    }
  }

  /// Findings by the rules of the base may lie in a file of the base, which no annotation can be pinned to.
  private static func place(_ place: LocatedFinding.Place) -> WorkflowCommand.Place? {
    guard !place.file.isEmpty, !place.file.utf8.starts(with: "base:".utf8) else { return nil }
    return WorkflowCommand.Place(file: place.file, line: place.line)
  }
}
