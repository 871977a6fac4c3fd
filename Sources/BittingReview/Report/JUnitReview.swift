internal import Diagnostics

/// A review as JUnit XML: a suite for each class of change, and for findings; a case for each change.
///
/// What is refused has failed, so that there is a failure exactly where the command ends with 1; the rest passed, with
/// something to say. A class without changes is one case that passed, so that an empty review is not an empty report.
public enum JUnitReview {
  /// The report; `refused` is what is not let through, and the declarations lie in `folder` of the checkout.
  public static func render(_ review: Review, refusing refused: RefusedChanges, in folder: String = "") -> String {
    let places = HeadPlaces(review, in: folder)
    let classes = ChangeClass.allCases.map { kind in
      let entries = review.entries.filter { $0.classes[0] == kind }
      let cases = entries.map { testCase($0, isRefused: refused.include($0), places) }
      return suite(kind.rawValue, cases, whereNone: "no change of this class")
    }
    let findings = [
      suite("head", cases(of: review.head, refused, places), whereNone: "no error in the head"),
      suite(
        "rules-of-base", cases(of: review.byRulesOfBase, refused, places),
        whereNone: "no finding by the rules of the base"),
    ]
    return JUnitReport(named: "bitting review", suites: classes + findings).text
  }

  private static func suite(_ name: String, _ cases: [JUnitCase], whereNone words: String) -> JUnitSuite {
    JUnitSuite(name, cases: cases.isEmpty ? [JUnitCase(words, of: name, .passed())] : cases)
  }

  private static func testCase(_ entry: ReviewEntry, isRefused: Bool, _ places: HeadPlaces) -> JUnitCase {
    let (kind, title) = (entry.classes[0].rawValue, entry.title.text)
    let place = places.place(of: entry)
    let position = place.map { ["at " + TerminalText.escaped("\($0.file):\($0.line)")] } ?? []
    let lines = TerminalReview(isColored: false, tellsApprovers: false).lines(of: entry) + position
    let text = lines.joined(separator: "\n")
    return JUnitCase(title, of: kind, at: place, isRefused ? .failed(.init(kind, title, text: text)) : .passed(text))
  }

  private static func cases(
    of findings: Review.HeadFindings, _ refused: RefusedChanges, _ places: HeadPlaces
  ) -> [JUnitCase] {
    findings.findings.map { finding in
      let (shown, ofBase) = places.shown(finding)
      let lines = ofBase.map { "  " + TerminalText.escaped($0) + "\n" }
      let text = TerminalRenderer(isColored: false).render(shown) + lines.joined()
      let problem = JUnitCase.Problem(finding.rule, finding.message, text: text)
      return JUnitCase(shown, refused.include(finding) ? .failed(problem) : .passed(text))
    }
  }
}
