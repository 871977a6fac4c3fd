public import KeyModel

/// The answer to one request, with all that is known about it, in values of its own.
///
/// Key, type, owner, handle and route are told about denied requests as well, as far as they are known, for the audit
/// record; cost, rate and quota also about those that are denied for rate or quota; the rest only about allowed ones.
public struct DecisionRecord: Hashable, Sendable {
  /// Whose data a key reaches, to apply where the route names no tenant.
  public enum Reach: Hashable, Sendable {
    /// Nobody's.
    case none
    /// Everybody's.
    case all
    /// One tenant's.
    case one(String)
  }

  /// Why the request may not go on; nil if it may.
  ///
  /// Up to `expired` the reasons must look the same to the caller from outside.
  public internal(set) var reason: DenialReason?

  /// The name of the key.
  public internal(set) var key: String?
  /// The name of its type.
  public internal(set) var type: String?
  /// Who answers for it.
  public internal(set) var owner: String?
  /// The public name of the token, which may be logged.
  public internal(set) var handle: String?
  /// The template that matches: `GET /v1/tenants/{tenant}/orders`.
  public internal(set) var route: String?
  /// Whose data the key reaches.
  public internal(set) var reach = Reach.none
  /// Whether the route is public: it needs no key, and nothing about a key is known.
  public internal(set) var isPublic = false

  /// The sequence of the bundle that decided.
  public internal(set) var sequence: Int64
  /// When the token is valid no more, in seconds since 1970-01-01T00:00:00Z.
  public internal(set) var ends: Int64?
  /// How many requests this one counts as.
  public internal(set) var cost: UInt32 = 0
  /// How far the rate is used up; nil for a key without one.
  public internal(set) var rate: RateLeft?
  /// How far the quota is used up; nil for a key without one.
  public internal(set) var quota: QuotaLeft?
  /// Denied for rate or quota: seconds until it may be tried again, at least 1; nil where it never may.
  public internal(set) var retryAfter: UInt32?

  /// Whether the request may go on.
  public var isAllowed: Bool { reason == nil }

  /// The tenant whose data the key reaches; nil where it reaches nobody's or everybody's.
  public var tenant: String? {
    if case .one(let tenant) = reach { tenant } else { nil }
  }

  /// The HTTP status that tells the reason to a caller; 200 where there is none.
  public var httpStatus: Int { Int(reason?.httpStatus ?? 200) }
}

/// How far a key has used up its rate.
public struct RateLeft: Hashable, Sendable {
  /// How many requests in each period.
  public let requests: UInt32
  /// The period, in seconds.
  public let period: UInt32
  /// How many may come at once.
  public let burst: UInt32
  /// How many may come at once now, after this one.
  public let left: UInt32
}

/// How far a key has used up its quota.
public struct QuotaLeft: Hashable, Sendable {
  /// How many requests in each window.
  public let requests: UInt64
  /// The window, of the calendar of UTC.
  public let window: QuotaWindow
  /// How many more in this window, after this one.
  public let left: UInt64
  /// When the next window begins, in seconds since 1970-01-01T00:00:00Z.
  public let resets: Int64
}
