public import Diagnostics

/// A review as SARIF: a result for each change, of the rule that is called as its gravest class, and for each finding.
///
/// Every result is at a place that the head has; what the head no longer declares is at the line where it was, or at
/// the project. What lets nobody do anything more is information.
public enum SARIFReview {
  /// The report; `rules` are those that findings can be of, `version` is this program's, and the declarations lie in
  /// `folder` of the checkout. The review must have been made with fingerprints.
  public static func render(
    _ review: Review, rules: [RuleDescription], in folder: String = "", version: String
  ) -> String {
    let places = HeadPlaces(review, in: folder)
    let findings =
      review.head.findings.map { result($0, [], places) }
      + review.byRulesOfBase.findings.map { result($0, ["found by the rules of the base"], places) }
    let named = Set((review.head.findings + review.byRulesOfBase.findings).map(\.rule))
    let documented = ChangeClass.allCases.map(\.page) + rules.filter { named.contains($0.name) }
    let entries = review.entries.compactMap { result($0, places) }
    return SARIFRenderer(rules: documented, of: "review", version: version).render(entries + findings)
  }

  private static func result(_ entry: ReviewEntry, _ places: HeadPlaces) -> SARIFResult? {
    // Invariant: a head without a file is no head, and nothing is reviewed.
    guard let place = places.place(of: entry) else { return nil }
    let note = entry.note.isEmpty ? "" : " · \(entry.note.text)"
    let finding = LocatedFinding(
      entry.classes[0].rawValue, entry.severity ?? .note, entry.title.text + note, at: place)
    let items = MarkdownReview.items(entry).map { "- \($0)\n" }
    return SARIFResult(
      finding, details: entry.plainLines,
      markdown: MarkdownReview.title(entry) + (items.isEmpty ? "" : "\n\n" + items.joined()),
      isInformation: entry.severity == nil)
  }

  private static func result(_ finding: LocatedFinding, _ details: [String], _ places: HeadPlaces) -> SARIFResult {
    let (shown, ofBase) = places.shown(finding)
    return SARIFResult(shown, details: details + ofBase)
  }
}
