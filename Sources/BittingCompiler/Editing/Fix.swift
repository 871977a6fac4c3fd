internal import Diagnostics

/// A change that follows from a finding with certainty.
///
/// Nobody may do anything more or less after it, today or when policies change, and no person has to decide between it
/// and another cure. It is data: rules say it, and one place makes it.
struct Fix: Sendable {
  /// What becomes of the node at ``span``.
  enum Change: Sendable {
    /// The item of a list goes.
    case removeItem
    /// The scalar says something else.
    case replaceScalar(with: String)
  }

  /// The rule whose finding it puts right.
  let rule: String
  /// Where the finding stands, and the node that is changed.
  let span: SourceSpan
  /// What is changed.
  let change: Change
  /// What was done, for people.
  let summary: String

  /// A fix of the finding of `rule` at `span`.
  init(of rule: String, at span: SourceSpan, _ change: Change, _ summary: String) {
    self.rule = rule
    self.span = span
    self.change = change
    self.summary = summary
  }
}
