import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// Random schedules of requests, clock steps and changes of limits: the authorizer and the model say the same.
struct LimitModelTests {
  private static let seed: UInt64 = 0x2026_1124
  private static let keyCount = 5

  private let shop = LimitShop()

  @Test func agreesWithTheModel() throws {
    print("seed \(LimitModelTests.seed)")
    var generator = SeededGenerator(seed: LimitModelTests.seed)
    var counts: [String: Int] = [:]
    for _ in 0..<20 { try run(&counts, using: &generator) }
    for answer in ["allow", "rate", "quota", "unknown"] { #expect(counts[answer, default: 0] > 500, "\(answer)") }
  }

  private func run(_ counts: inout [String: Int], using generator: inout SeededGenerator) throws {
    var limits = (0..<LimitModelTests.keyCount).map { _ in LimitShop.random(using: &generator) }
    var now = Moment(utc: LimitShop.base, steady: generator.chance(50) ? 0 : 1 << 57 + generator.next() >> 20)
    let authorizer = try Authorizer(shop.gate(limits), at: now)
    var models = limits.map { LimitModel($0) }
    var admissions = limits.map { _ in [Admission]() }
    var newest = now.steady
    for _ in 0..<500 {
      now.advance(using: &generator)
      if generator.chance(2) {
        for key in limits.indices where generator.chance(40) { limits[key] = LimitShop.random(using: &generator) }
        let swap = now.moved(using: &generator)
        newest = max(newest, swap.steady)
        try authorizer.replace(with: shop.gate(limits), at: swap)
        for key in limits.indices {
          if limits[key]?.rate != models[key].limits?.rate || limits[key]?.burst != models[key].limits?.burst {
            try checkLaw(admissions[key], models[key].limits)
            admissions[key] = []
          }
          models[key].change(to: limits[key], at: swap.utc, newest: newest)
        }
      }
      let key = limits.indices.randomElement(using: &generator)!
      let cost = LimitShop.costs.randomElement(using: &generator)!
      let model = models[key]
      let expected = limits[key] == nil ? .unknown : models[key].count(cost, at: now)
      if expected != .unknown { newest = max(newest, now.steady) }
      let (reason, usage) = authorizer.usage(key, secret: Int.random(in: 0...1, using: &generator), cost: cost, at: now)
      try #require(reason == expected, "key \(key), cost \(cost), \(now), \(String(describing: limits[key]))")
      if reason == nil { admissions[key].append(Admission(steady: now.steady, cost: cost)) }
      if let usage, reason != .unknown {
        #expect(usage.rate.map { UInt64($0.remaining) } == models[key].rateLeft(at: now).map { min($0, 4_294_967_295) })
        #expect(usage.rate?.resetAfter == models[key].rateReset(at: now))
        #expect(usage.rate?.retryAfter(cost: cost) == models[key].rateWait(cost, at: now))
        if limits[key]?.quota?.count != 9_000_000_000_000_000 {
          #expect(usage.quota?.remaining == models[key].quotaLeft(at: now))
        }
      }
      // What is denied uses nothing up.
      if expected != nil, expected != .unknown {
        #expect(model.rateLeft(at: now) == models[key].rateLeft(at: now))
        #expect(model.quotaLeft(at: now) == models[key].quotaLeft(at: now))
      }
      counts[reason?.description ?? "allow", default: 0] += 1
    }
    for key in limits.indices { try checkLaw(admissions[key], limits[key]) }
  }

  /// Never more than burst + rate * T in any T, exactly.
  private func checkLaw(_ admissions: [Admission], _ limits: BundleContent.Limits?) throws {
    guard let limits, case .limited = limits.rate else { return }
    try #require(Admission.keepTheLaw(admissions, limits), "\(limits): \(admissions)")
  }
}

/// A request that passed.
struct Admission: Sendable {
  let steady: UInt64
  let cost: UInt32

  /// Whether no window of time has seen more than burst + rate * T, to the nanosecond and the request.
  static func keepTheLaw(_ admissions: [Admission], _ limits: BundleContent.Limits) -> Bool {
    guard case .limited(let count, let unit) = limits.rate else { return true }
    let length = Int128(unit.seconds) * 1_000_000_000
    // From before request i to after request j: sum of costs * length <= burst * length + count * time.
    var (sum, least) = (Int128(0), Int128.max)
    for admission in admissions.sorted(by: { $0.steady < $1.steady }) {
      least = min(least, sum * length - Int128(admission.steady) * Int128(count))
      sum += Int128(admission.cost)
      let excess = sum * length - Int128(admission.steady) * Int128(count) - least
      guard excess <= Int128(limits.burst) * length else { return false }
    }
    return true
  }
}

extension Moment {
  /// Another moment, older or newer, for a replacement.
  func moved(using generator: inout some RandomNumberGenerator) -> Moment {
    let span: UInt64 = [0, 1_000, 1_000_000_000, 1_000_000_000_000].randomElement(using: &generator)!
    let (less, more) = (UInt64.random(in: 0...span, using: &generator), UInt64.random(in: 0...span, using: &generator))
    return Moment(utc: utc, steady: generator.chance(50) ? steady - min(steady, less) : steady + more)
  }

  /// Lets time pass: nothing, nanoseconds or days; the time of day at times leaps, the steady clock never does.
  fileprivate mutating func advance(using generator: inout some RandomNumberGenerator) {
    let spans: [UInt64] = [1, 1_000, 1_000_000, 100_000_000, 1_000_000_000, 60_000_000_000, 3_600_000_000_000]
    let passed =
      generator.chance(40) ? 0 : UInt64.random(in: 0...spans.randomElement(using: &generator)!, using: &generator)
    // Two threads may read the clock in one order and decide in the other.
    let late = generator.chance(5) ? UInt64.random(in: 0...min(steady, 2_000_000), using: &generator) : 0
    var seconds = utc.seconds + Int64(passed / 1_000_000_000)
    if generator.chance(3) {
      seconds += [-3_600, 3_600, -86_400, 86_400, 40 * 86_400, -1].randomElement(using: &generator)!
    }
    self = Moment(utc: Instant(seconds: seconds), steady: steady + passed - late)
  }
}
