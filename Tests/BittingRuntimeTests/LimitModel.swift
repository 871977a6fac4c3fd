import BittingRuntime
import BundleWriting
import KeyModel

/// Rate and quota of one key as the page *Limits* tells them, with big numbers and dates as text.
struct LimitModel {
  /// A rate: `drain` units a nanosecond come back, and a request takes `weight`; `burst` requests' worth at most.
  struct Rate: Equatable {
    let drain: Int128
    let weight: Int128
    let burst: Int128

    init?(_ limits: BundleContent.Limits) {
      guard case .limited(let count, let unit) = limits.rate else { return nil }
      let length = Int128(unit.seconds) * 1_000_000_000
      let parts = (1...32).first { Int128($0) * length % Int128(count) == 0 }
      // Where no whole number of parts of a nanosecond is the interval, it is rounded up to a thirty-second of one.
      drain = Int128(parts ?? 32)
      weight = (drain * length + Int128(count) - 1) / Int128(count)
      // A burst that takes more than four years to come back is cut to that.
      burst = min(Int128(limits.burst), (1 << 62 - 1 << 25) / weight) * weight
    }
  }

  private(set) var limits: BundleContent.Limits?
  private var rate: Rate? { limits.flatMap { Rate($0) } }
  /// When nothing is used up any more, in units.
  private var free: Int128 = 0
  /// The window that was counted in, and what was used in it.
  private(set) var tally: (start: String, kind: QuotaWindow, used: UInt64)?

  init(_ limits: BundleContent.Limits?) {
    self.limits = limits
  }

  private func debt(_ rate: Rate, at now: Moment) -> Int128 { max(0, free - Int128(now.steady) * rate.drain) }

  /// What counting a request comes to.
  mutating func count(_ cost: UInt32, at now: Moment) -> DenialReason? {
    var freeAfter = free
    if let rate {
      let debt = debt(rate, at: now) + Int128(cost) * rate.weight
      if debt > rate.burst { return .rate }
      freeAfter = Int128(now.steady) * rate.drain + debt
    }
    if let quota = limits?.quota {
      let (start, used) = current(quota.window, at: now.utc)
      if used + UInt64(cost) > quota.count { return .quota }
      tally = (start, quota.window, used + UInt64(cost))
    }
    free = freeAfter
    return nil
  }

  /// What is left of the rate.
  func rateLeft(at now: Moment) -> UInt64? {
    guard let rate else { return nil }
    return UInt64(max(0, rate.burst - debt(rate, at: now)) / rate.weight)
  }

  /// Nanoseconds until a request may pass.
  func rateWait(_ cost: UInt32, at now: Moment) -> UInt64? {
    guard let rate, Int128(cost) * rate.weight <= rate.burst else { return nil }
    let excess = debt(rate, at: now) + Int128(cost) * rate.weight - rate.burst
    return UInt64(max(0, excess + rate.drain - 1) / rate.drain)
  }

  /// Nanoseconds until nothing is used up.
  func rateReset(at now: Moment) -> UInt64? {
    rate.map { UInt64((debt($0, at: now) + $0.drain - 1) / $0.drain) }
  }

  /// What is left of the quota.
  func quotaLeft(at now: Moment) -> UInt64? {
    guard let quota = limits?.quota else { return nil }
    let used = current(quota.window, at: now.utc).used
    return used < quota.count ? quota.count - used : 0
  }

  /// The window that a request now is counted in, and what was used in it.
  private func current(_ kind: QuotaWindow, at now: Instant) -> (start: String, used: UInt64) {
    let (this, next) = (LimitModel.window(kind, now), LimitModel.window(kind, after: now))
    guard let tally else { return (this, 0) }
    if tally.start == this || tally.start == next { return (tally.start, tally.used) }
    return (this, tally.start < this ? 0 : tally.used)
  }

  /// The window of `instant`: the leading part of its text.
  static func window(_ kind: QuotaWindow, _ instant: Instant) -> String {
    switch kind {
    case .hour: String(instant.description.prefix(13))
    case .day: String(instant.description.prefix(10))
    case .month: String(instant.description.prefix(7))
    }
  }

  static func window(_ kind: QuotaWindow, after instant: Instant) -> String {
    var next = instant
    let step = TimeSpan(seconds: kind == .month ? 86_400 : 3_600)
    while window(kind, next) == window(kind, instant) { next = next + step }
    return window(kind, next)
  }

  /// The key is from now on allowed `limits`; nil if it is gone. The rate changes at the nanosecond `newest`, before which
  /// all was asked so far.
  mutating func change(to other: BundleContent.Limits?, at now: Instant, newest: UInt64) {
    moveRate(to: other.flatMap { Rate($0) }, at: Int128(newest))
    moveQuota(to: other?.quota?.window, at: now)
    limits = other
  }

  private mutating func moveRate(to other: Rate?, at now: Int128) {
    guard let rate, let other else {
      free = 0
      return
    }
    guard free > 0, rate != other else { return }
    let debt = free - now * rate.drain
    let moved = debt > 0 ? (debt * other.weight + rate.weight - 1) / rate.weight : debt / rate.drain * other.drain
    free = max(0, now * other.drain + moved)
  }

  /// A count that has no quota to go to rests until its window has passed.
  private mutating func moveQuota(to other: QuotaWindow?, at now: Instant) {
    guard let tally else { return }
    let (start, used) = current(tally.kind, at: now)
    if let other, other != tally.kind {
      self.tally = (LimitModel.window(other, now), other, used)
    } else if other == nil, limits?.quota != nil {
      self.tally = used == 0 ? nil : (start, tally.kind, used)
    } else if other == nil, tally.start < LimitModel.window(tally.kind, now) {
      self.tally = nil
    }
  }
}
