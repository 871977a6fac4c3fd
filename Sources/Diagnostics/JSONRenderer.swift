/// Findings for programs.
public enum JSONRenderer {
  /// One object with all findings and their counts, on one line that ends in a line feed; `further` members come last.
  public static func render(
    _ findings: [LocatedFinding], further: [(name: String, value: JSONValue)] = []
  ) -> String {
    let counts = FindingCounts(findings.map(\.severity))
    let report = JSONValue.object(
      [
        ("findings", .array(findings.map { value($0) })),
        ("errors", .int(counts.errors)),
        ("warnings", .int(counts.warnings)),
      ] + further)
    return report.text + "\n"
  }

  /// One finding as an object, for commands that report it among other things; `further` members come last.
  public static func value(
    _ finding: LocatedFinding, further: [(name: String, value: JSONValue)] = []
  ) -> JSONValue {
    .object(
      [
        ("rule", .string(finding.rule)),
        ("severity", .string(finding.severity.name)),
        ("message", .string(finding.message)),
        ("help", .string(orNull: finding.help)),
        ("file", .string(finding.place.file)),
        ("line", .int(finding.place.line)),
        ("column", .int(finding.place.column)),
        ("endLine", .int(finding.place.endLine)),
        ("endColumn", .int(finding.place.endColumn)),
        ("path", .string(finding.path)),
        ("related", .array(finding.related.map(value))),
      ] + further)
  }

  private static func value(_ related: LocatedFinding.Related) -> JSONValue {
    .object([
      ("file", .string(related.place.file)),
      ("line", .int(related.place.line)),
      ("column", .int(related.place.column)),
      ("message", .string(related.message)),
    ])
  }
}
