internal import KeyModel

/// One key's rate, at one moment.
struct RateCounter {
  let word: CounterWord
  let pace: Pace
  let burst: UInt32
  /// The tick of now; nil past what can be counted, when there is no room for anything.
  let now: UInt64?

  /// What is used up; nil if that is not here.
  @inline(__always)
  var usage: RateUsage? { word.count.map(usage) }

  /// Takes `cost`.
  @inline(__always)
  func take(_ cost: UInt32) -> Taking<RateUsage> {
    guard var count = word.count else { return .elsewhere }
    while true {
      guard let now, let next = pace.word(after: count, cost: cost, at: now) else { return .denied(usage(count)) }
      switch word.change(count, to: next) {
      case .done: return .taken(usage(next))
      case .other(let found): count = found
      case .moved: return .elsewhere
      }
    }
  }

  @inline(__always)
  private func usage(_ count: UInt64) -> RateUsage {
    RateUsage(burst: burst, pace: pace, debt: now.map { count > $0 ? count - $0 : 0 })
  }
}
