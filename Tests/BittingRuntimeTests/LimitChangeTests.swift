import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// A key whose rate changes all the time, by replacements at moments older and newer than the requests: what passes is
/// judged by what passed before alone, with big numbers and no words that are carried over.
struct LimitChangeTests {
  private static let seed: UInt64 = 0x2026_1125
  private static let paces = [
    ("1000/s", 60_000), ("10/s", 600), ("7/s", 420), ("60/min", 60), ("1/min", 1),
  ]
  private static let bursts: [UInt32] = [1, 2, 10, 50, 200]

  private let shop = LimitShop()

  @Test func passesNeverMoreNorLessThanItsRatesAllow() throws {
    print("seed \(LimitChangeTests.seed)")
    var generator = SeededGenerator(seed: LimitChangeTests.seed)
    var (passed, denied) = (0, 0)
    for _ in 0..<60 { try run(&passed, &denied, using: &generator) }
    #expect(passed > 5_000 && denied > 5_000, "\(passed) \(denied)")
  }

  private func run(_ passed: inout Int, _ denied: inout Int, using generator: inout SeededGenerator) throws {
    var steady: UInt64 = 1 << 50
    var ledger = Ledger()
    let authorizer = try Authorizer(shop.gate([next(&ledger, at: steady, using: &generator)]), at: moment(steady))
    for _ in 0..<400 {
      let spans: [UInt64] = [0, 0, 1_000, 1_000_000, 20_000_000, 500_000_000, 5_000_000_000]
      steady += UInt64.random(in: 0...spans.randomElement(using: &generator)!, using: &generator)
      if generator.chance(8) {
        let swap = moment(steady).moved(using: &generator).steady
        let limits = next(&ledger, at: swap, using: &generator)
        try authorizer.replace(with: shop.gate([limits]), at: moment(swap))
      }
      // Threads may read the clock in one order and ask in another.
      let late = generator.chance(10) ? UInt64.random(in: 0...100_000_000, using: &generator) : 0
      let cost = LimitShop.costs.prefix(generator.chance(80) ? 2 : 4).randomElement(using: &generator)!
      let (before, now) = (ledger.newest, steady - late)
      ledger.newest = max(before, now)
      if authorizer.ask(0, cost: cost, at: moment(now)) == nil {
        ledger.pass(cost, at: now)
        try #require(ledger.keepsTheLaw, "cost \(cost) at \(now): \(ledger)")
        passed += 1
      } else {
        // Whoever comes with an older moment is asked what was used up then.
        if now >= before { try #require(!ledger.hasRoom(for: cost, at: now), "cost \(cost) at \(now): \(ledger)") }
        denied += 1
      }
    }
  }

  private func moment(_ steady: UInt64) -> Moment { Moment(utc: LimitShop.base, steady: steady) }

  /// Another rate and burst from a replacement at `steady` on.
  private func next(
    _ ledger: inout Ledger, at steady: UInt64, using generator: inout some RandomNumberGenerator
  ) -> BundleContent.Limits {
    let (rate, drain) = LimitChangeTests.paces.randomElement(using: &generator)!
    let burst = LimitChangeTests.bursts.randomElement(using: &generator)!
    ledger.change(at: steady, drain: Int128(drain), burst: Int128(burst) * Ledger.request)
    return LimitShop.limits(rate, burst)
  }
}

/// What passed, and what could.
private struct Ledger {
  /// Units of a request: as many as make all rates whole numbers of units a nanosecond.
  static let request: Int128 = 60_000_000_000

  /// When each rate began, the units that come back in a nanosecond, and its burst in units.
  private var phases: [(start: UInt64, drain: Int128, burst: Int128)] = []
  /// The newest moment of any request or replacement.
  var newest: UInt64 = 0
  /// Of each phase, what passed by the time that it counts at, with the units that came back until then.
  private var passed: [(phase: Int, steady: UInt64, units: Int128, back: Int128)] = []
  /// The units that were used up at the latest time of all that passed.
  private var used: (steady: UInt64, units: Int128) = (0, 0)

  /// Notes a replacement. Its rate begins at the newest moment so far, or when nothing was used up any more before.
  mutating func change(at steady: UInt64, drain: Int128, burst: Int128) {
    newest = max(newest, steady)
    let start = phases.last.map {
      max($0.start, used.steady) + UInt64((usedUp(at: $0.start) + $0.drain - 1) / $0.drain)
    }
    phases.append((min(newest, start ?? 0), drain, burst))
  }

  /// Notes that a request passed. One with a moment from before its rate began counts as one of that moment.
  mutating func pass(_ cost: UInt32, at steady: UInt64) {
    let (time, units) = (max(steady, phases.last!.start), Int128(cost) * Ledger.request)
    let index = passed.lastIndex { ($0.phase, $0.steady) <= (phases.count - 1, time) }.map { $0 + 1 } ?? 0
    passed.insert((phases.count - 1, time, units, comeBack(until: time)), at: index)
    used = (max(used.steady, time), usedUp(at: time) + units)
  }

  /// Whether in no stretch of time more passed than the burst at its end and what came back in it.
  var keepsTheLaw: Bool {
    var (sum, least) = (Int128(0), Int128.max)
    for entry in passed {
      least = min(least, sum - entry.back)
      sum += entry.units
      if sum - entry.back - least > phases[entry.phase].burst { return false }
    }
    return true
  }

  /// Whether a request now would be too many by what passed, with a thousandth of one to spare for what was rounded.
  func hasRoom(for cost: UInt32, at now: UInt64) -> Bool {
    usedUp(at: now) + Int128(cost) * Ledger.request + Ledger.request / 1_000 <= phases.last!.burst
  }

  /// The units that are used up at `steady`, or at the latest time of all that passed.
  private func usedUp(at steady: UInt64) -> Int128 {
    max(0, used.units - comeBack(until: max(used.steady, steady)) + comeBack(until: used.steady))
  }

  /// The units that came back since the first rate began.
  private func comeBack(until steady: UInt64) -> Int128 {
    var units: Int128 = 0
    for (index, phase) in phases.enumerated() where phase.start < steady {
      let end = index + 1 < phases.count ? min(phases[index + 1].start, steady) : steady
      units += Int128(end - phase.start) * phase.drain
    }
    return units
  }
}
