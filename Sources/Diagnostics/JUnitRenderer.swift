/// Findings as JUnit XML, as CI servers read it.
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
    let suites = (rules + others).map { JUnitSuite(rule: $0, findings: groups[$0.name] ?? []) }
    let counts = JUnitCounts(
      tests: suites.reduce(0) { $0 + $1.counts.tests }, failures: suites.reduce(0) { $0 + $1.counts.failures },
      skipped: suites.reduce(0) { $0 + $1.counts.skipped })
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bitting check\" \(counts.attributes)>\n"
    return suites.reduce(into: head) { text, suite in suite.write(to: &text) } + "</testsuites>\n"
  }
}

/// How many cases ended how.
private struct JUnitCounts {
  let tests: Int
  let failures: Int
  let skipped: Int

  var attributes: String { "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\"" }
}

/// One rule with its findings.
private struct JUnitSuite {
  let rule: RuleDescription
  let findings: [LocatedFinding]

  var counts: JUnitCounts {
    JUnitCounts(
      tests: max(1, findings.count), failures: findings.count { $0.severity == .error },
      skipped: findings.count { $0.severity == .warning })
  }

  func write(to text: inout String) {
    text += "  <testsuite name=\"\(XMLText.attribute(rule.name))\" \(counts.attributes)>\n"
    if findings.isEmpty { text += "    <testcase \(attributes(named: rule.summary))/>\n" }
    for finding in findings { write(finding, to: &text) }
    text += "  </testsuite>\n"
  }

  private func write(_ finding: LocatedFinding, to text: inout String) {
    let place = finding.place
    // The line is no part of the name, by which servers find a case again in the next run.
    let subject = [place.file, finding.path].filter { !$0.isEmpty }.joined(separator: " ")
    let name = attributes(named: TerminalText.escaped("\(subject): \(finding.message)"))
    let file = "file=\"\(XMLText.attribute(TerminalText.escaped(place.file)))\" line=\"\(place.line)\""
    text += "    <testcase \(name) \(file)>\n      \(outcome(of: finding))\n    </testcase>\n"
  }

  private func attributes(named name: String) -> String {
    "classname=\"\(XMLText.attribute(rule.name))\" name=\"\(XMLText.attribute(name))\""
  }

  private func outcome(of finding: LocatedFinding) -> String {
    let type = "type=\"\(XMLText.attribute(rule.name))\""
    let message = "message=\"\(XMLText.attribute(TerminalText.escaped(finding.message)))\""
    let text = XMLText.escaped(TerminalRenderer(isColored: false).render(finding))
    switch finding.severity {
    case .error: return "<failure \(type) \(message)>\(text)</failure>"
    case .warning: return "<skipped \(type) \(message)>\(text)</skipped>"
    case .note: return "<system-out>\(text)</system-out>"
    }
  }
}
