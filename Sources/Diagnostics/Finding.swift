/// How much a finding weighs.
public enum Severity: UInt8, Hashable, Comparable, Sendable, CaseIterable {
  case note, warning, error

  /// The word that people and programs read: `note`, `warning`, `error`.
  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// From the lightest to the heaviest.
  public static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
}

/// One thing that is wrong, as data; how it reads on a screen is a renderer's.
public struct Finding: Hashable, Sendable {
  /// The name of the rule that found it, such as `grant-above-ceiling`.
  public let rule: String
  /// How much it weighs.
  public let severity: Severity
  /// The fact, without a cure; user's words stand in backticks.
  public let message: String
  /// Where it is.
  public let span: SourceSpan
  /// Other places that explain it, in the order to read them.
  public let related: [Related]
  /// What to do, where that is known.
  public let help: String?

  /// A further place, with what it has to do with the finding.
  public struct Related: Hashable, Sendable {
    /// The place.
    public let span: SourceSpan
    /// What it shows.
    public let message: String

    /// `message`, said of `span`.
    public init(_ message: String, at span: SourceSpan) {
      self.span = span
      self.message = message
    }
  }

  /// A finding of `rule` at `span`.
  public init(
    _ rule: String, _ severity: Severity = .error, _ message: String, at span: SourceSpan,
    related: [Related] = [], help: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.span = span
    self.related = related
    self.help = help
  }

  /// The same finding at another weight.
  public func weighing(_ severity: Severity) -> Finding {
    Finding(rule, severity, message, at: span, related: related, help: help)
  }
}
