internal import KeyModel

/// One key's quota, at one moment.
struct QuotaCounter {
  let word: CounterWord
  let kind: QuotaWindow
  let quota: UInt64
  /// The number of the window that it is now.
  let now: UInt64

  /// What is used up; nil if that is not here.
  @inline(__always)
  var usage: QuotaUsage? { word.count.map { usage(QuotaTally($0, kind).at(now)) } }

  /// Takes `cost`.
  @inline(__always)
  func take(_ cost: UInt32) -> Taking<QuotaUsage> {
    guard var count = word.count else { return .elsewhere }
    while true {
      let tally = QuotaTally(count, kind).at(now)
      guard let next = tally.adding(cost, quota: quota) else { return .denied(usage(tally)) }
      switch word.change(count, to: next.word(kind)) {
      case .done: return .taken(usage(next))
      case .other(let found): count = found
      case .moved: return .elsewhere
      }
    }
  }

  @inline(__always)
  private func usage(_ tally: QuotaTally) -> QuotaUsage { QuotaUsage(window: kind, count: quota, tally: tally) }
}

extension CounterWord {
  /// Gives back to a quota what was reserved of it; false if the quota is not here.
  ///
  /// Where another window has begun there is nothing to give back. Neither is there if the quota has windows of another
  /// kind meanwhile: what was used then counts in those.
  func giveBack(_ reservation: QuotaReservation) -> Bool {
    guard var count = count else { return false }
    while true {
      let tally = QuotaTally(count, reservation.kind)
      guard tally.window == reservation.window, tally.used >= UInt64(reservation.cost) else { return true }
      let less = QuotaTally(window: tally.window, used: tally.used - UInt64(reservation.cost))
      switch change(count, to: less.word(reservation.kind)) {
      case .done: return true
      case .other(let found): count = found
      case .moved: return false
      }
    }
  }
}
