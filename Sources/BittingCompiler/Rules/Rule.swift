public import Diagnostics
internal import KeyModel
internal import YAMLSource

/// A built-in rule: a name for a pattern, a page about it, and the search for it.
///
/// One type and one file each; the page and all messages stand at the bottom of that file. A rule that is broken while
/// a file is still being read or names are being looked up has only its page here; its findings are made with
/// ``Rule/finding(_:at:related:help:)`` where the reading happens.
protocol Rule: Sendable {
  /// What `bitting explain` tells.
  static var page: RulePage { get }

  /// Looks for the pattern in `catalog` at the instant `now` and hands each finding to `report`.
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding])

  /// What is said of a scalar that is not of the form of its field.
  static func malformed(_ node: YAMLNode, field: String, kind: String, help: String) -> Finding

  /// The changes that put findings right where the cure is certain: see ``Fix``.
  static func fixes(_ catalog: Catalog, at now: Instant) -> [Fix]

  /// The rule as one that judges each key by itself; nil if it is none. Asked for here and not by a cast, for which
  /// every conformance of the program is gone through: 51 of them took a millisecond of each run.
  static var judgingKeys: (any KeyRule.Type)? { get }
}

/// A rule that judges each key by itself, so that many keys are looked at at the same time.
protocol KeyRule: Rule {
  /// Looks for the pattern in one key.
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding])
}

extension KeyRule {
  /// The rule itself.
  static var judgingKeys: (any KeyRule.Type)? { self }
}

extension Rule {
  /// None.
  static var judgingKeys: (any KeyRule.Type)? { nil }

  /// Finds nothing: the pattern was looked for before there was a catalog, or is looked for in each key.
  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {}

  /// None: what to do about the pattern is for a person to decide.
  static func fixes(_ catalog: Catalog, at now: Instant) -> [Fix] { [] }

  /// A finding of this rule, at its own severity.
  static func finding(
    _ message: String, at span: SourceSpan, related: [Finding.Related] = [], help: String? = nil
  ) -> Finding {
    Finding(page.name, page.severity, message, at: span, related: related, help: help)
  }
}

/// The page of a rule.
public struct RulePage: Sendable {
  /// The rule's name, a name for the pattern and not for its cure: `grant-above-ceiling`.
  public let name: String
  /// The severity of its findings where `rules` gives no other.
  public let severity: Severity
  /// Whether `rules` may give another severity; declarations that make no sense are errors always.
  public let isConfigurable: Bool
  /// Whether `waivers` may excuse its findings: those that are errors always, and those about waivers, are never excused.
  public var isWaivable: Bool { isConfigurable && !Rules.aboutWaivers.contains { $0.page.name == name } }
  /// The pattern in one sentence.
  public let summary: String
  /// Why it matters, in a few sentences.
  public let why: String
  /// A declaration that the rule finds.
  public let wrong: String
  /// The same, put right.
  public let right: String

  /// A page about a rule whose severity can be configured.
  public init(
    _ name: String, _ severity: Severity, summary: String, why: String, wrong: String, right: String,
    isConfigurable: Bool = true
  ) {
    self.name = name
    self.severity = severity
    self.isConfigurable = isConfigurable
    self.summary = summary
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  /// A page about a rule that every declaration has to keep: always an error.
  public static func sound(
    _ name: String, summary: String, why: String, wrong: String, right: String
  ) -> RulePage {
    RulePage(name, .error, summary: summary, why: why, wrong: wrong, right: right, isConfigurable: false)
  }
}
