/// What reports that carry their own documentation tell about a rule.
public struct RuleDescription: Sendable, Hashable {
  /// The rule's name, as findings have it.
  public let name: String
  /// The severity of its findings where a repository gives no other.
  public let severity: Severity
  /// The pattern in one sentence.
  public let summary: String
  /// Why it matters, in a few sentences.
  public let why: String
  /// A declaration that the rule finds; empty where none shows it.
  public let wrong: String
  /// The same, put right.
  public let right: String

  /// The description of the rule `name`; its texts are ours, not a user's.
  public init(
    _ name: String, _ severity: Severity, summary: String, why: String, wrong: String = "", right: String = ""
  ) {
    self.name = name
    self.severity = severity
    self.summary = summary
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  /// What can be told of a rule of which only `finding` is known.
  init(of finding: LocatedFinding) {
    self.init(finding.rule, finding.severity, summary: finding.rule, why: finding.rule)
  }
}
