package import KeyModel

/// A quota as it is counted, in one word for each key: the number of a calendar window, and what was used in it.
///
/// The first request in a later window begins it at nothing. A window that has begun is not left again when the clock
/// goes back by less than a window, so that no window is ever begun twice; if it goes back further, the later time was
/// wrong, and what was used then counts where the clock is now.
package struct QuotaTally: Hashable, Sendable {
  /// The window's number: see `QuotaWindow.number(of:)`.
  package let window: UInt64
  /// What was used in it.
  package let used: UInt64

  package init(window: UInt64, used: UInt64) {
    self.window = window
    self.used = used
  }

  /// Bits of what was used; the window's number has those above, of 63. They suffice to the end of the year 9999 and for
  /// 19 million requests in each second of a window.
  private static func bits(_ kind: QuotaWindow) -> UInt64 {
    switch kind {
    case .hour: 36
    case .day: 41
    case .month: 46
    }
  }

  /// The most that can be counted in a window; a larger quota is counted as one of this many.
  package static func limit(_ kind: QuotaWindow) -> UInt64 { 1 << bits(kind) - 1 }

  /// What `word` of a quota in windows of `kind` says.
  @inline(__always)
  package init(_ word: UInt64, _ kind: QuotaWindow) {
    window = word >> QuotaTally.bits(kind)
    used = word & QuotaTally.limit(kind)
  }

  /// The word that says this.
  @inline(__always)
  package func word(_ kind: QuotaWindow) -> UInt64 { window << QuotaTally.bits(kind) | used }

  /// What is used up when the clock is in window `now`.
  @inline(__always)
  package func at(_ now: UInt64) -> QuotaTally {
    if window == now || window == now + 1 { return self }
    return QuotaTally(window: now, used: window < now ? 0 : used)
  }

  /// The tally after a request that counts as `cost`; nil if `quota` has no room for it.
  @inline(__always)
  package func adding(_ cost: UInt32, quota: UInt64) -> QuotaTally? {
    guard used <= quota, UInt64(cost) <= quota - used else { return nil }
    return QuotaTally(window: window, used: used + UInt64(cost))
  }

  /// What is used up of a quota in windows of `other` by what was used of one in windows of `kind`, at `now`.
  ///
  /// Of a longer window it is not known when it was used, so all of it counts.
  func converted(from kind: QuotaWindow, to other: QuotaWindow, at now: Instant) -> QuotaTally {
    if kind == other { return self }
    let current = at(kind.number(of: now))
    return QuotaTally(window: other.number(of: now), used: min(current.used, QuotaTally.limit(other)))
  }
}
