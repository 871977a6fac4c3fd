/// Findings for a comment on a pull request, or the summary of a job.
///
/// The verdict first, then the errors, then the rest folded. GitHub takes 65,536 characters; what does not fit into
/// ``maximumSize`` is counted instead.
public enum MarkdownRenderer {
  /// The most bytes of a report.
  public static let maximumSize = 60_000
  /// How many errors are shown unfolded.
  static let unfolded = 20
  /// How much of one text is shown, in characters.
  static let maximumText = 500
  /// What a program finds the comment by that it wrote before.
  static let marker = "<!-- bitting:check -->"
  /// What is kept free for the lines that end the report.
  private static let reserve = 500

  /// The report; `scope` says in our own words what was looked at: `27 files: 17 keys`.
  public static func render(_ findings: [LocatedFinding], scope: String) -> String {
    let counts = FindingCounts(findings.map(\.severity))
    var text = "\(marker)\n## Check \(counts.errors > 0 ? "failed" : "passed"): \(counts.text)\n\n"
    text += "Looked at \(MarkdownText.message(scope)).\n"
    let sorted = findings.byGravity
    let first = sorted.prefix(min(unfolded, counts.errors))
    let shown = items(first, within: maximumSize - reserve - text.utf8.count)
    if !shown.text.isEmpty { text += "\n" + shown.text }
    let folded = items(sorted.dropFirst(shown.count), within: maximumSize - reserve - text.utf8.count)
    if !folded.text.isEmpty { text += "\n" + fold(folded.text, sorted.dropFirst(shown.count), isAll: shown.count == 0) }
    let left = findings.count - shown.count - folded.count
    if left > 0 { text += "\nThere is no room here for \(left) more; `bitting check` shows them.\n" }
    return text
  }

  private static func fold(_ items: String, _ findings: ArraySlice<LocatedFinding>, isAll: Bool) -> String {
    let counts = FindingCounts(findings.map(\.severity)).text
    return MarkdownText.details(summary: isAll ? counts : "and \(counts)", body: String(items.dropLast()))
  }

  /// As many of `findings` as fit into `limit` bytes.
  private static func items(_ findings: ArraySlice<LocatedFinding>, within limit: Int) -> (text: String, count: Int) {
    var text = ""
    var count = 0
    for finding in findings {
      let item = item(finding)
      guard text.utf8.count + item.utf8.count <= limit else { break }
      text += item
      count += 1
    }
    return (text, count)
  }

  private static func item(_ finding: LocatedFinding) -> String {
    let place = finding.place
    let rule = "**\(finding.severity.name)** \(MarkdownText.code(finding.rule))"
    let position = "\(short(place.file)):\(place.line):\(place.column)"
    let file = place.file.isEmpty ? "" : " at \(MarkdownText.code(position))"
    let help = finding.help.map { "  - help: \(MarkdownText.message(short($0)))\n" } ?? ""
    return "- \(rule)\(file): \(MarkdownText.message(short(finding.message)))\n\(help)"
  }

  private static func short(_ text: String) -> String { text.shortened(to: maximumText) }
}
