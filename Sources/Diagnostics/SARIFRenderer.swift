/// Findings for GitHub code scanning: SARIF 2.1.0 (OASIS), and of it what GitHub reads.
///
/// Every result has a place: GitHub refuses a whole report for one that has none.
public struct SARIFRenderer: Sendable {
  /// How many results GitHub takes from one run.
  public static let maximumResults = 25_000
  /// How many further places it takes with one result.
  static let maximumRelated = 100
  /// How long the descriptions of a rule may be, in characters.
  static let maximumDescription = 1024

  private let rules: [RuleDescription]
  private let verb: String
  private let version: String
  private let limit: Int

  /// A renderer that documents `rules`, in this order, for version `version` of this program.
  ///
  /// `verb` is what found the results. Reports of different verbs stand beside each other in GitHub; a later one of the
  /// same verb takes the place of an earlier one.
  public init(rules: [RuleDescription], of verb: String, version: String) {
    self.init(rules: rules, of: verb, version: version, limit: Self.maximumResults)
  }

  init(rules: [RuleDescription], of verb: String, version: String, limit: Int) {
    self.rules = rules
    self.verb = verb
    self.version = version
    self.limit = limit
  }

  /// One report with one run, on one line that ends in a line feed.
  ///
  /// Where there are more than ``maximumResults`` findings, only the gravest of them are results, and a notification
  /// says so. The findings must have been located with fingerprints.
  public func render(_ findings: [LocatedFinding]) -> String {
    render(findings.map { SARIFResult($0) })
  }

  /// The same of findings with more to tell.
  public func render(_ all: [SARIFResult]) -> String {
    let results = all.gravest(limit) { $0.finding.severity }
    let rules = rules(of: results.map(\.finding))
    let report = JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver(rules))])),
            // What stands before the last `/` is GitHub's category; behind it a run could have a name of its own.
            ("automationDetails", .object([("id", .string("bitting/\(verb)/"))])),
            ("columnKind", .string("unicodeCodePoints")),
            ("originalUriBaseIds", .object([("%SRCROOT%", Self.root)])),
            ("invocations", .array([invocation(of: all.count, reported: results.count)])),
            ("results", .array(SARIFResults(rules).values(of: results))),
          ])
        ])
      ),
    ])
    return report.text + "\n"
  }

  private static let root = JSONValue.object([("description", text("the root of the repository"))])

  /// The rules to document: all that are known, and any other that a finding names.
  private func rules(of findings: [LocatedFinding]) -> [RuleDescription] {
    var known = Set(rules.map(\.name))
    return rules + findings.filter { known.insert($0.rule).inserted }.map(RuleDescription.init(of:))
  }

  private func driver(_ rules: [RuleDescription]) -> JSONValue {
    .object([
      ("name", .string("bitting")),
      ("semanticVersion", .string(version)),
      ("rules", .array(rules.map(Self.rule))),
    ])
  }

  private static func rule(_ rule: RuleDescription) -> JSONValue {
    .object([
      ("id", .string(rule.name)),
      ("shortDescription", text(rule.summary.shortened(to: maximumDescription))),
      ("fullDescription", text(rule.why.shortened(to: maximumDescription))),
      ("help", .object([("text", .string(rule.helpText)), ("markdown", .string(rule.helpMarkdown))])),
      ("defaultConfiguration", .object([("level", .string(rule.severity.name))])),
      (
        "properties",
        .object([("precision", .string("very-high")), ("problem.severity", .string(rule.severity.problem))])
      ),
    ])
  }

  private func invocation(of count: Int, reported: Int) -> JSONValue {
    let left = count - reported
    guard left > 0 else { return .object([("executionSuccessful", .bool(true))]) }
    let notice = "\(left) of \(count) findings are left out; these are the gravest \(reported)"
    return .object([
      ("executionSuccessful", .bool(true)),
      (
        "toolExecutionNotifications",
        .array([.object([("level", .string("warning")), ("message", Self.text(notice))])])
      ),
    ])
  }

  static func text(_ text: String) -> JSONValue { .object([("text", .string(text))]) }
}

extension Severity {
  /// The severity of GitHub's `problem.severity`.
  fileprivate var problem: String { self == .note ? "recommendation" : name }
}

extension RuleDescription {
  fileprivate var helpText: String {
    examples.reduce("\(summary)\n\n\(why)") { $0 + "\n\n\($1.title):\n\n\($1.text)" }
  }

  fileprivate var helpMarkdown: String {
    examples.reduce("\(summary)\n\n\(why)") { $0 + "\n\n\($1.title):\n\n```yaml\n\($1.text)\n```" }
  }

  private var examples: [(title: String, text: String)] {
    [("Found in", wrong), ("Not found in", right)].filter { !$0.1.isEmpty }
  }
}
