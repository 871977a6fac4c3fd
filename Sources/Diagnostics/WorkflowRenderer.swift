/// Findings as annotations of a GitHub workflow.
public enum WorkflowRenderer {
  /// One command per finding and line; nothing where there is none.
  public static func render(_ findings: [LocatedFinding]) -> String {
    findings.reduce(into: "") { text, finding in text += command(of: finding).text + "\n" }
  }

  private static func command(of finding: LocatedFinding) -> WorkflowCommand {
    let place = finding.place
    return WorkflowCommand(
      .init(finding.severity),
      at: .init(
        file: place.file, line: place.line, endLine: place.endLine, column: place.column, endColumn: place.endColumn),
      title: finding.rule, message: message(of: finding))
  }

  /// Each text on one line of its own; a line feed of the user's is shown and does not begin another.
  private static func message(of finding: LocatedFinding) -> String {
    let help = finding.help.map { "\nhelp: " + TerminalText.escaped($0) } ?? ""
    return TerminalText.escaped(finding.message) + help
  }
}
