import BittingRuntime
import BundleWriting
import KeyModel
import Synchronization
import Testing

/// Many threads that ask for one key, while others replace the gate all the time.
struct LimitThreadTests {
  private static let threads = 4
  private static let key = 1

  private let shop = LimitShop()

  /// Gates that allow the key one of `limits`, in turn, and whose other keys give it another number each time.
  private func gates(_ limits: [BundleContent.Limits]) throws -> [Gate] {
    let other = LimitShop.limits("10/s", 10)
    return try limits.flatMap { limits in
      try [shop.gate([nil, limits]), shop.gate([other, limits, other]), shop.gate([nil, limits, other])]
    }
  }

  /// Each thread asks `count` times, and until there were a hundred replacements; what passed is returned.
  private func crowd(_ authorizer: Authorizer, _ gates: [Gate], count: Int, step: UInt64) -> [Admission] {
    let (clock, tally) = (VirtualClock(step), CrowdTally())
    onThreads(LimitThreadTests.threads + 1) { thread in
      guard thread < LimitThreadTests.threads else {
        return LimitThreadTests.replace(authorizer, gates, clock, until: tally)
      }
      var passed: [Admission] = []
      var number = 0
      while number < count || tally.swaps.load(ordering: .relaxed) < 100 {
        number += 1
        let (now, cost) = (clock.now(), LimitShop.costs[(number + thread) % 3])
        let reason = authorizer.ask(LimitThreadTests.key, secret: thread % 2, cost: cost, at: now)
        if reason == nil { passed.append(Admission(steady: now.steady, cost: cost)) }
      }
      tally.passed.withLock { $0 += passed }
      tally.ended.add(1, ordering: .releasing)
    }
    return tally.passed.withLock { $0 }
  }

  private static func replace(_ authorizer: Authorizer, _ gates: [Gate], _ clock: VirtualClock, until tally: CrowdTally)
  {
    var swap = 0
    while tally.ended.load(ordering: .acquiring) < LimitThreadTests.threads {
      swap += 1
      // Some hosts read the clock long before.
      authorizer.replace(with: gates[swap % gates.count], at: clock.now(less: swap % 3 == 0 ? 2_000_000_000 : 0))
      tally.swaps.store(swap, ordering: .relaxed)
    }
  }

  @Test func neverPassesMoreThanTheRateAllows() throws {
    let limits = LimitShop.limits("1000/s", 50)
    let gates = try gates([limits])
    let authorizer = Authorizer(gates[0], at: VirtualClock.start)
    let passed = crowd(authorizer, gates, count: 15_000, step: 500_000)
    #expect(Admission.keepTheLaw(passed, limits))
    // 60,000 steps of half a millisecond, and twice as many requests as may pass.
    #expect(passed.map { Int($0.cost) }.reduce(0, +) > 29_000)
  }

  @Test func neverPassesMoreThanTheLargerOfTwoRatesThatAlternate() throws {
    let (large, small) = (LimitShop.limits("1000/s", 50), LimitShop.limits("997/min", 10))
    let gates = try gates([large, small])
    let authorizer = Authorizer(gates[0], at: VirtualClock.start)
    let passed = crowd(authorizer, gates, count: 15_000, step: 500_000)
    #expect(Admission.keepTheLaw(passed, large))
    #expect(passed.count > 1_000)
  }

  @Test func passesExactlyTheQuota() throws {
    let gates = try gates([LimitShop.limits("unlimited", 0, "20011/month")])
    let authorizer = Authorizer(gates[0], at: VirtualClock.start)
    let passed = crowd(authorizer, gates, count: 6_000, step: 0)
    #expect(passed.map { Int($0.cost) }.reduce(0, +) == 20_011)
  }

  @Test func countsExactlyWhatPassesWhereBothLimit() throws {
    let limits = LimitShop.limits("1000/s", 50, "1000000/month")
    let gates = try gates([limits])
    let authorizer = Authorizer(gates[0], at: VirtualClock.start)
    let passed = crowd(authorizer, gates, count: 15_000, step: 500_000)
    #expect(Admission.keepTheLaw(passed, limits))
    let later = Moment(utc: VirtualClock.start.utc, steady: VirtualClock.start.steady + 1 << 45)
    let usage = authorizer.usage(LimitThreadTests.key, at: later).1
    #expect(usage?.quota?.used == UInt64(passed.map { Int($0.cost) }.reduce(1, +)))
  }
}

/// A clock that goes on by a step whenever somebody looks: threads see its times in an order of their own.
private final class VirtualClock: Sendable {
  static let start = Moment(utc: LimitShop.base, steady: 1 << 50)

  private let steady = Atomic(start.steady)
  private let step: UInt64

  init(_ step: UInt64) { self.step = step }

  func now(less age: UInt64 = 0) -> Moment {
    Moment(utc: VirtualClock.start.utc, steady: steady.wrappingAdd(step, ordering: .relaxed).newValue - age)
  }
}

private final class CrowdTally: Sendable {
  let ended = Atomic(0)
  let swaps = Atomic(0)
  let passed = Locked<[Admission]>([])
}
