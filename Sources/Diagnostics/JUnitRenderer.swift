/// Findings as JUnit XML.
///
/// A suite is a rule and a case is a finding: an error has failed, a warning was skipped, a note passed with something to
/// say. A rule without findings is one case that passed, so that a clean report is not an empty one.
public struct JUnitRenderer: Sendable {
  private let rules: [RuleDescription]

  /// A renderer that lists `rules`, in this order.
  public init(rules: [RuleDescription]) {
    self.rules = rules
  }

  /// The report; the last line ends in a line feed.
  public func render(_ findings: [LocatedFinding]) -> String {
    let groups = Dictionary(grouping: findings, by: \.rule)
    var known = Set(rules.map(\.name))
    let others = findings.filter { known.insert($0.rule).inserted }.map(RuleDescription.init(of:))
    let suites = (rules + others).map { rule in
      let cases = (groups[rule.name] ?? []).map { JUnitCase($0, Self.outcome(of: $0)) }
      return JUnitSuite(rule.name, cases: cases.isEmpty ? [JUnitCase(rule.summary, of: rule.name, .passed())] : cases)
    }
    return JUnitReport(named: "bitting check", suites: suites).text
  }

  private static func outcome(of finding: LocatedFinding) -> JUnitCase.Outcome {
    switch finding.severity {
    case .error: .failed(problem(finding))
    case .warning: .skipped(problem(finding))
    case .note: .passed(text(of: finding))
    }
  }

  private static func problem(_ finding: LocatedFinding) -> JUnitCase.Problem {
    JUnitCase.Problem(finding.rule, finding.message, text: text(of: finding))
  }

  private static func text(of finding: LocatedFinding) -> String {
    TerminalRenderer(isColored: false).render(finding)
  }
}

extension JUnitCase {
  /// A finding that has come to `outcome`, as a case of its rule.
  public init(_ finding: LocatedFinding, _ outcome: Outcome) {
    // The line is no part of the name, by which servers find a case again in the next run.
    let subject = [finding.place.file, finding.path].filter { !$0.isEmpty }.joined(separator: " ")
    self.init("\(subject): \(finding.message)", of: finding.rule, at: finding.place, outcome)
  }
}
