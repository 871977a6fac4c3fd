public import KeyModel

/// How far a key has used up what it may do, this request included if it was allowed.
///
/// Plain values that stay true when the decision is gone. They are by the limits that the request was counted by: those
/// of the gate in force, also where the request began on the one before.
public struct Usage: Hashable, Sendable {
  /// Ticks that are never over.
  static let endless = UInt64.max

  var allowance = Allowance.none
  /// Ticks until nothing is used up of the rate; ``endless`` where the clock has run past what can be counted.
  var debt: UInt64 = 0
  /// What is used up of the quota.
  var tally = QuotaTally(window: 0, used: 0)

  /// How far the rate is used up; nil where it is unlimited.
  public var rate: RateUsage? {
    allowance.pace.map { RateUsage(burst: allowance.burst, pace: $0, debt: debt == Usage.endless ? nil : debt) }
  }

  /// How far the quota is used up; nil where there is none.
  public var quota: QuotaUsage? {
    allowance.window.map { QuotaUsage(window: $0, count: allowance.quota, tally: tally) }
  }

  /// Whole seconds from `now` until a request that counts as `cost` and was denied for rate or quota may be tried again, if
  /// no other comes: until both have room, at least 1 and below `UInt32.max`; nil if one of them never has.
  public func retryAfter(cost: UInt32, at now: Instant) -> UInt32? {
    var seconds: UInt64 = 1
    // Where nothing is counted any more, there is neither.
    guard allowance.pace != nil || allowance.window != nil else { return nil }
    if let rate {
      guard let nanoseconds = rate.retryAfter(cost: cost) else { return nil }
      seconds = max(seconds, nanoseconds / 1_000_000_000 + (nanoseconds % 1_000_000_000 == 0 ? 0 : 1))
    }
    if let quota {
      guard let more = quota.retryAfter(cost: cost, at: now) else { return nil }
      seconds = max(seconds, UInt64(max(0, more)))
    }
    return UInt32(clamping: min(seconds, UInt64(UInt32.max) - 1))
  }
}

/// How far a key has used up its rate.
public struct RateUsage: Hashable, Sendable {
  /// How many requests may come at once.
  public let burst: UInt32

  let pace: Pace
  /// Ticks until nothing is used up; nil where the clock has run past what can be counted.
  let debt: UInt64?

  /// How many requests may come now.
  public var remaining: UInt32 {
    guard let debt, debt < pace.tolerance else { return 0 }
    return UInt32(truncatingIfNeeded: (pace.tolerance - debt) / pace.interval)
  }

  /// Nanoseconds until nothing is used up any more, if no request comes; rounded up.
  public var resetAfter: UInt64 {
    guard let debt else { return .max }
    return nanoseconds(debt)
  }

  /// Nanoseconds until a request that counts as `cost` may pass, if no other comes, rounded up: 0 if it may now; nil if
  /// it never may.
  public func retryAfter(cost: UInt32) -> UInt64? {
    let (increment, overflow) = pace.interval.multipliedReportingOverflow(by: UInt64(cost))
    guard let debt, !overflow, increment <= pace.tolerance else { return nil }
    return debt + increment > pace.tolerance ? nanoseconds(debt + increment - pace.tolerance) : 0
  }

  private func nanoseconds(_ ticks: UInt64) -> UInt64 { (ticks + pace.scale - 1) / pace.scale }
}

/// How far a key has used up its quota.
public struct QuotaUsage: Hashable, Sendable {
  /// The quota's window.
  public let window: QuotaWindow
  /// How many requests may come in each window, as far as that can be counted.
  public let count: UInt64

  let tally: QuotaTally

  /// How many requests this window has seen.
  public var used: UInt64 { tally.used }

  /// How many requests this window may still see.
  public var remaining: UInt64 { tally.used < count ? count - tally.used : 0 }

  /// When the next window begins.
  public var resets: Instant { window.start(of: tally.window + 1) }

  /// Seconds from `now` until a request that counts as `cost` may pass, if no other comes: 0 if it may now; nil if it
  /// never may.
  public func retryAfter(cost: UInt32, at now: Instant) -> Int64? {
    guard UInt64(cost) <= count else { return nil }
    return UInt64(cost) <= remaining ? 0 : max(0, resets.seconds - now.seconds)
  }
}
