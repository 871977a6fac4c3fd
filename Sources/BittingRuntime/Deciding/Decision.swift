public import KeyModel

/// The answer to one request. It holds views into the bundle, so it lives no longer than the gate is held.
public enum Decision: ~Escapable {
  /// The request may go on.
  case allow(Grant)
  /// The request may not go on.
  case deny(Denial)

  /// Why the request is denied; nil if it is allowed.
  public var reason: DenialReason? {
    switch self {
    case .allow: nil
    case .deny(let denial): denial.reason
    }
  }

  /// What is known about the request either way.
  public var facts: Facts {
    @_lifetime(copy self)
    get {
      switch self {
      case .allow(let grant): grant.facts
      case .deny(let denial): denial.facts
      }
    }
  }
}

/// Why a request is denied, and what is known about it.
///
/// Up to `expired` the reason and the facts are for the audit record: they must not show in the answer to the caller.
public struct Denial: ~Escapable {
  /// The first reason, in the order of the decision.
  public let reason: DenialReason
  /// What is known about the request.
  public let facts: Facts
  /// How far the key has used up what it may do, if that is the reason: `rate` or `quota`.
  public let usage: Usage?

  @_lifetime(copy facts)
  init(_ reason: DenialReason, _ facts: consuming Facts, _ usage: Usage? = nil) {
    self.reason = reason
    self.facts = facts
    self.usage = usage
  }
}
