public import DecisionExplanation
public import KeyModel

/// What one request of a test came to.
public struct RequestResult: Sendable {
  /// The request.
  public let request: ExpectedRequest
  /// Whether `others: deny` added it.
  public let isAdded: Bool
  /// Why it was denied; nil if it was allowed.
  public let denial: DenialReason?
  /// The type of the key that the token proves.
  public let type: Text?
  /// The template of the route that matches.
  public let route: Text?
  /// The decision step by step, where it is not the expected one.
  public let trace: DecisionTrace?

  /// Whether the decision is the expected one.
  public var isAsExpected: Bool { request.outcome.isMet(by: denial) }

  /// The decision as a test would write it: `deny tenant`.
  public var actual: ExpectedRequest.Outcome { denial.map { .deny($0) } ?? .allow }
}
