internal import KeyModel

/// One key's rate, at one moment.
struct RateCounter {
  let word: CounterWord
  let pace: Pace
  /// The tick of now; nil past what can be counted, when there is no room for anything.
  let now: UInt64?

  /// Takes `cost`, and tells the ticks that are used up then or before.
  @inline(__always)
  @_optimize(speed)
  func take(_ cost: UInt32, _ debt: inout UInt64) -> Count {
    guard var count = word.count else { return .elsewhere }
    while true {
      guard let now, let next = pace.word(after: count, cost: cost, at: now) else {
        debt = self.debt(count)
        return .rate
      }
      switch word.change(count, to: next) {
      case .done:
        debt = next - now
        return .allowed
      case .other(let found): count = found
      case .moved: return .elsewhere
      }
    }
  }

  /// Whether there is room for `cost`, and the ticks that are used up.
  @inline(__always)
  func look(_ cost: UInt32, _ debt: inout UInt64) -> Count {
    guard let count = word.count else { return .elsewhere }
    debt = self.debt(count)
    guard let now, pace.word(after: count, cost: cost, at: now) != nil else { return .rate }
    return .allowed
  }

  @inline(__always)
  private func debt(_ count: UInt64) -> UInt64 {
    guard let now else { return Usage.endless }
    return count > now ? count - now : 0
  }
}
