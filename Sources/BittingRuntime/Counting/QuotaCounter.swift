internal import KeyModel

/// One key's quota, at one moment.
struct QuotaCounter {
  let word: CounterWord
  let kind: QuotaWindow
  let quota: UInt64
  /// The number of the window that it is now.
  let now: UInt64

  /// Takes `cost`, and tells what is used up then or before.
  @inline(__always)
  @_optimize(speed)
  func take(_ cost: UInt32, _ used: inout QuotaTally) -> Count {
    guard var count = word.count else { return .elsewhere }
    while true {
      let tally = QuotaTally(count, kind).at(now)
      guard let next = tally.adding(cost, quota: quota) else {
        used = tally
        return .quota
      }
      switch word.change(count, to: next.word(kind)) {
      case .done:
        used = next
        return .allowed
      case .other(let found): count = found
      case .moved: return .elsewhere
      }
    }
  }

  /// Tells what is used up.
  @inline(__always)
  func look(_ used: inout QuotaTally) {
    if let count = word.count { used = QuotaTally(count, kind).at(now) }
  }
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
