package import KeyModel

/// A rate as it is counted: the generic cell rate algorithm (ITU-T I.371) on one word for each key.
///
/// The word is the tick at which the key has nothing used up any more; each request moves it on by `cost` intervals, and
/// may not move it further than `tolerance` ahead of now. So in any time t at most burst + t / interval pass.
///
/// A tick is a part of a nanosecond, so that an interval is a whole number of ticks: of 7/s, a seventh. Where that would
/// take more than ``finest`` parts, the interval is rounded up, so that never too many pass.
package struct Pace: Hashable, Sendable {
  /// The most ticks in a nanosecond. At this many, words last for four years.
  package static let finest: UInt64 = 32
  /// Ticks that ``now(_:)`` does not pass, and neither does `tolerance`, so that their sum has 63 bits, of which the
  /// highest are no `CounterWord.pending`.
  package static let horizon: UInt64 = 1 << 62 - 1 << 25

  /// Ticks from one request to the next.
  package let interval: UInt64
  /// Ticks that a key may be ahead: the burst, in intervals.
  package let tolerance: UInt64
  /// Ticks in a nanosecond.
  package let scale: UInt64

  /// The pace of `count` requests in each `unit`, `burst` of them at once.
  package init(count: UInt32, per unit: RateUnit, burst: UInt32) {
    let (count, length) = (UInt64(max(1, count)), UInt64(unit.seconds) * 1_000_000_000)
    let divisor = Pace.greatestCommonDivisor(count, length)
    scale = min(count / divisor, Pace.finest)
    interval = count / divisor <= Pace.finest ? length / divisor : (length * scale + count - 1) / count
    // A burst that takes more than four years to come back is cut to what comes back in that time.
    tolerance = interval * min(UInt64(burst), Pace.horizon / interval)
  }

  init(interval: UInt64, tolerance: UInt64, scale: UInt64) {
    self.interval = interval
    self.tolerance = tolerance
    self.scale = scale
  }

  private static func greatestCommonDivisor(_ one: UInt64, _ other: UInt64) -> UInt64 {
    other == 0 ? one : greatestCommonDivisor(other, one % other)
  }

  /// The tick that is `nanoseconds` after the first; nil past the horizon.
  @inline(__always)
  package func tick(_ nanoseconds: UInt64) -> UInt64? {
    let (tick, overflow) = nanoseconds.multipliedReportingOverflow(by: scale)
    return overflow || tick > Pace.horizon ? nil : tick
  }

  /// The word after a request that counts as `cost` at `now`; nil if there is no room for it.
  @inline(__always)
  package func word(after word: UInt64, cost: UInt32, at now: UInt64) -> UInt64? {
    let (increment, overflow) = interval.multipliedReportingOverflow(by: UInt64(cost))
    let base = max(word, now)
    guard !overflow, increment <= tolerance, base - now <= tolerance - increment else { return nil }
    return base + increment
  }

  /// The word of `other` for a key that has `word` of this pace, where `now` and `otherNow` are the moment of the change by
  /// both, and no request that was counted is newer.
  ///
  /// By both words as many requests are used up at that moment, rounded up; where none are, none are since the same time.
  /// So a word bounds what passed since any time s, by what is used up at the moment and what came back since s, and goes
  /// on to do so after the change: at most the new burst and what comes back at each pace in its time passes. The debt may
  /// be more than the new burst. If it were cut to that, changing to a small burst and back would give a large one away.
  func converted(_ word: UInt64, at now: UInt64, to other: Pace, at otherNow: UInt64) -> UInt64 {
    guard word > now else {
      let (ticks, overflow) = ((now - word) / scale).multipliedReportingOverflow(by: other.scale)
      return overflow || ticks > otherNow || word == 0 ? 0 : otherNow - ticks
    }
    let debt = (word - now).multipliedFullWidth(by: other.interval)
    // Invariant: an interval is not 0.
    guard debt.high < interval else { return 2 * Pace.horizon }
    let (quotient, remainder) = interval.dividingFullWidth(debt)
    return min(otherNow + min(quotient, Pace.horizon) + (remainder == 0 ? 0 : 1), 2 * Pace.horizon)
  }

  /// The same word, of ticks that begin at `otherOrigin` instead of `origin`.
  func shifted(_ word: UInt64, from origin: UInt64, to otherOrigin: UInt64) -> UInt64 {
    let (ticks, overflow) = (max(origin, otherOrigin) - min(origin, otherOrigin)).multipliedReportingOverflow(by: scale)
    if otherOrigin >= origin { return overflow || ticks >= word ? 0 : word - ticks }
    return word == 0 ? 0 : min(word + (overflow ? Pace.horizon : min(ticks, Pace.horizon)), 2 * Pace.horizon)
  }
}
