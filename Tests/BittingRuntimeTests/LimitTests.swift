import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import Testing

/// What counts, told with small numbers.
struct LimitTests {
  private static let start = Moment(utc: instant("2026-11-23T07:30:00Z"), steady: 5_000_000_000)

  private let shop = LimitShop()

  private func authorizer(_ limits: BundleContent.Limits?...) throws -> Authorizer {
    try Authorizer(shop.gate(limits), at: LimitTests.start)
  }

  private func after(_ nanoseconds: Int64, utc: Instant? = nil) -> Moment {
    Moment(utc: utc ?? LimitTests.start.utc, steady: UInt64(5_000_000_000 + nanoseconds))
  }

  // MARK: Rates

  @Test func passesTheBurstAtOnceAndThenTheRate() throws {
    let authorizer = try authorizer(LimitShop.limits("7/s", 7))
    for second in 0..<1_000 {
      let now = after(Int64(second) * 1_000_000_000)
      for _ in 0..<7 { #expect(authorizer.ask(0, at: now) == nil) }
      #expect(authorizer.ask(0, at: now) == .rate)
    }
  }

  @Test(arguments: [
    ("7/s", 142_857_143), ("1000/h", 3_600_000_000), ("60/min", 1_000_000_000), ("1/d", 86_400_000_000_000),
  ])
  func opensExactlyWhenTheIntervalHasPassed(rate: String, interval: Int64) throws {
    let authorizer = try authorizer(LimitShop.limits(rate, 1))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    #expect(authorizer.ask(0, at: after(interval - 1)) == .rate)
    #expect(authorizer.ask(0, at: after(interval)) == nil)
  }

  @Test func tellsWhatIsLeftAndWhenToComeBack() throws {
    let authorizer = try authorizer(LimitShop.limits("10/s", 10))
    let (reason, usage) = authorizer.usage(0, cost: 5, at: after(0))
    #expect(reason == nil && usage?.quota == nil)
    #expect(usage?.rate?.burst == 10 && usage?.rate?.remaining == 5 && usage?.rate?.resetAfter == 500_000_000)
    #expect(authorizer.ask(0, cost: 5, at: after(0)) == nil)
    let (denied, full) = authorizer.usage(0, cost: 2, at: after(30_000_000))
    #expect(denied == .rate && full?.rate?.remaining == 0)
    #expect(full?.rate?.retryAfter(cost: 2) == 170_000_000)
    #expect(full?.rate?.retryAfter(cost: 11) == nil)
    #expect(authorizer.ask(0, cost: 2, at: after(199_999_999)) == .rate)
    #expect(authorizer.ask(0, cost: 2, at: after(200_000_000)) == nil)
  }

  @Test func neverPassesWhatCostsMoreThanTheBurst() throws {
    let authorizer = try authorizer(LimitShop.limits("1000/s", 49), LimitShop.limits("unlimited", 0, "49/day"))
    let (reason, usage) = authorizer.usage(0, cost: 50, at: after(0))
    #expect(reason == .rate && usage?.rate?.retryAfter(cost: 50) == nil && usage?.rate?.remaining == 49)
    let (quotaReason, quotaUsage) = authorizer.usage(1, cost: 50, at: after(0))
    #expect(quotaReason == .quota && quotaUsage?.quota?.retryAfter(cost: 50, at: LimitTests.start.utc) == nil)
    #expect(authorizer.ask(0, at: after(0)) == nil && authorizer.ask(1, at: after(0)) == nil)
  }

  @Test func countsBothSecretsOfAKeyAndEachKeyAlone() throws {
    let authorizer = try authorizer(LimitShop.limits("1/s", 2), LimitShop.limits("1/s", 2))
    #expect(authorizer.ask(0, secret: 0, at: after(0)) == nil)
    #expect(authorizer.ask(0, secret: 1, at: after(0)) == nil)
    #expect(authorizer.ask(0, secret: 0, at: after(0)) == .rate)
    #expect(authorizer.ask(1, secret: 0, at: after(0)) == nil)
  }

  @Test func countsNothingOfWhatIsDeniedBefore() throws {
    let authorizer = try authorizer(LimitShop.limits("1/s", 1, "1/day"))
    let token = LimitShop.token(0)
    for path in ["/nowhere", "/c1/../c1"] {
      let request = Request.route(method: "GET".utf8.span, path: path.utf8.span)
      let reason = authorizer.authorize(.token(token.span), request, from: nil, at: after(0)) { $0.reason }
      #expect(reason == (path == "/nowhere" ? .route : .path))
    }
    #expect(authorizer.ask(0, at: after(0)) == nil)
  }

  @Test func aGateAloneCountsNothing() throws {
    let gate = try shop.gate([LimitShop.limits("1/s", 1, "1/day")])
    let token = LimitShop.token(0)
    for _ in 0..<3 {
      let request = Request.route(method: "GET".utf8.span, path: "/c50".utf8.span)
      guard case .allow(let grant) = gate.authorize(.token(token.span), request, from: nil, at: after(0)) else {
        Issue.record("denied")
        return
      }
      #expect(grant.usage == nil && grant.cost == 50)
    }
  }

  @Test func tellsNothingUsedOfAnUnlimitedKey() throws {
    let usage = try authorizer(LimitShop.limits("unlimited")).usage(0, at: after(0)).1
    #expect(usage != nil && usage?.rate == nil && usage?.quota == nil)
  }

  @Test func deniesOnceTheSteadyClockHasRunForFourYears() throws {
    let (exact, fine) = (LimitShop.limits("10/s", 10), LimitShop.limits("997/s", 10))
    let authorizer = try authorizer(exact, fine)
    let year: Int64 = 365 * 86_400 * 1_000_000_000
    #expect(authorizer.ask(1, at: after(4 * year)) == nil)
    #expect(authorizer.ask(0, at: after(5 * year)) == nil)
    let (reason, usage) = authorizer.usage(1, at: after(5 * year))
    #expect(reason == .rate && usage?.rate?.remaining == 0 && usage?.rate?.retryAfter(cost: 1) == nil)
    // Whenever a gate is replaced, four more years begin.
    try authorizer.replace(with: shop.gate([exact, fine]), at: after(5 * year))
    #expect(authorizer.ask(1, at: after(5 * year)) == nil)
  }

  // MARK: Quotas

  @Test func theRateIsTheReasonWhereBothDeny() throws {
    let authorizer = try authorizer(LimitShop.limits("1/s", 1, "1/day"))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    let (reason, usage) = authorizer.usage(0, at: after(0))
    #expect(reason == .rate && usage?.quota?.remaining == 0)
    // To try again after a second would be in vain.
    #expect(usage?.rate?.retryAfter(cost: 1) == 1_000_000_000)
    let untilMidnight = instant("2026-11-24").seconds - after(0).utc.seconds
    #expect(usage?.retryAfter(cost: 1, at: after(0).utc) == UInt32(untilMidnight))
    #expect(authorizer.ask(0, at: after(1_000_000_000)) == .quota)
    // What the quota denied has not used up the rate.
    let next = after(1_000_000_000, utc: instant("2026-11-24"))
    #expect(authorizer.ask(0, at: next) == nil)
  }

  @Test func tellsWhenToTryAgain() throws {
    let authorizer = try authorizer(
      LimitShop.limits("1/h", 1, "2/hour"), LimitShop.limits("1/s", 5), LimitShop.limits("unlimited", 0, "5/day"))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    #expect(authorizer.usage(0, at: after(0)).1?.retryAfter(cost: 1, at: after(0).utc) == 3_600)
    for key in [1, 2] {
      #expect(authorizer.ask(key, cost: 5, at: after(0)) == nil)
      let usage = authorizer.usage(key, at: after(0)).1
      #expect(usage?.retryAfter(cost: 6, at: after(0).utc) == nil)
      #expect(usage?.retryAfter(cost: 1, at: after(0).utc) != nil)
    }
    // Parts of a second count as one.
    let soon = after(999_999_999)
    #expect(authorizer.usage(1, at: soon).1?.retryAfter(cost: 1, at: soon.utc) == 1)
  }

  @Test(arguments: [
    ("hour", "2026-11-23T07:59:59Z", "2026-11-23T08:00:00Z"), ("day", "2026-11-23T23:59:59Z", "2026-11-24T00:00:00Z"),
    ("month", "2026-11-30T23:59:59Z", "2026-12-01T00:00:00Z"),
  ]) func beginsAnewWithTheWindow(window: String, last: String, first: String) throws {
    let authorizer = try authorizer(LimitShop.limits("unlimited", 0, "2/\(window)"))
    let (end, start) = (after(0, utc: instant(last)), after(0, utc: instant(first)))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    #expect(authorizer.ask(0, at: end) == nil)
    let (reason, usage) = authorizer.usage(0, at: end)
    #expect(reason == .quota && usage?.quota?.resets == instant(first))
    #expect(usage?.quota?.retryAfter(cost: 1, at: end.utc) == 1)
    #expect(authorizer.ask(0, at: start) == nil)
  }

  @Test func aClockThatGoesBackAnHourBeginsNoWindowTwice() throws {
    let authorizer = try authorizer(LimitShop.limits("unlimited", 0, "2/hour"))
    let (seven, eight) = (instant("2026-11-23T07:59:00Z"), instant("2026-11-23T08:01:00Z"))
    #expect(authorizer.ask(0, at: after(0, utc: seven)) == nil)
    #expect(authorizer.ask(0, at: after(0, utc: eight)) == nil)
    #expect(authorizer.ask(0, at: after(0, utc: seven)) == nil)
    #expect(authorizer.ask(0, at: after(0, utc: seven)) == .quota)
    #expect(authorizer.ask(0, at: after(0, utc: eight)) == .quota)
    #expect(authorizer.ask(0, at: after(0, utc: instant("2026-11-23T09:00:00Z"))) == nil)
  }

  @Test func aClockThatWasYearsAheadLocksNobodyOut() throws {
    let authorizer = try authorizer(LimitShop.limits("unlimited", 0, "2/month"))
    #expect(authorizer.ask(0, at: after(0, utc: instant("2040-01-01"))) == nil)
    #expect(authorizer.ask(0, at: after(0, utc: instant("2026-11-23"))) == nil)
    #expect(authorizer.ask(0, at: after(0, utc: instant("2026-11-24"))) == .quota)
    #expect(authorizer.ask(0, at: after(0, utc: instant("2026-12-01"))) == nil)
  }

  @Test func aClockThatStepsDoesNotTouchRates() throws {
    let authorizer = try authorizer(LimitShop.limits("1/min", 1))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    for step in ["2026-11-23T06:30:00Z", "2026-11-23T08:30:00Z"] {
      #expect(authorizer.ask(0, at: after(1, utc: instant(step))) == .rate)
    }
  }

  // MARK: Replacing

  @Test func whatWasUsedStaysUsedWhenLimitsChange() throws {
    let authorizer = try authorizer(LimitShop.limits("60/min", 60, "100/month"))
    for _ in 0..<10 { #expect(authorizer.ask(0, cost: 5, at: after(0)) == nil) }
    try authorizer.replace(with: shop.gate([LimitShop.limits("600/min", 600, "200/month")]), at: after(0))
    let more = authorizer.usage(0, at: after(0)).1
    #expect(more?.rate?.remaining == 549 && more?.quota?.remaining == 149)
    try authorizer.replace(with: shop.gate([LimitShop.limits("60/h", 52, "60/month")]), at: after(0))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    let (reason, usage) = authorizer.usage(0, at: after(0))
    #expect(reason == .rate && usage?.rate?.retryAfter(cost: 1) == 60_000_000_000 && usage?.quota?.remaining == 8)
    try authorizer.replace(with: shop.gate([LimitShop.limits("unlimited", 0, "10/day")]), at: after(0))
    #expect(authorizer.usage(0, at: after(0)).0 == .quota)
  }

  /// A host may read its clock, open a bundle for a second, and then replace.
  @Test func theTimeFromTheMomentGivenToTheLastRequestIsNotUsedUp() throws {
    let fast = LimitShop.limits("1000/s", 1_000)
    let authorizer = try authorizer(fast, fast)
    for _ in 0..<20 { #expect(authorizer.ask(0, cost: 50, at: after(1_000_000_000)) == nil) }
    #expect(authorizer.ask(1, at: after(1_000_000_000)) == nil)
    let slow = LimitShop.limits("1/s", 10)
    try authorizer.replace(with: shop.gate([slow, slow]), at: after(0))
    // A thousand are used up then, of which no more than ten may be after the next.
    #expect(authorizer.ask(0, at: after(991_999_999_999)) == .rate)
    #expect(authorizer.ask(0, at: after(992_000_000_000)) == nil)
    #expect(authorizer.usage(1, at: after(1_000_000_000)).1?.rate?.remaining == 8)
  }

  @Test func nothingIsGainedByAReplacementFromBeforeTheLastRequest() throws {
    let authorizer = try authorizer(LimitShop.limits("1/s", 10))
    for _ in 0..<10 { #expect(authorizer.ask(0, at: after(9_000_000_000)) == nil) }
    try authorizer.replace(with: shop.gate([LimitShop.limits("1000/s", 10)]), at: after(0))
    #expect(authorizer.ask(0, at: after(9_000_999_999)) == .rate)
    #expect(authorizer.ask(0, at: after(9_001_000_000)) == nil)
    #expect(authorizer.ask(0, at: after(9_001_000_000)) == .rate)
  }

  @Test func nothingIsGainedByLimitsThatChangeAndChangeBack() throws {
    let (large, small) = (LimitShop.limits("1000/s", 50), LimitShop.limits("1/s", 2))
    let authorizer = try authorizer(large)
    #expect(authorizer.ask(0, cost: 50, at: after(0)) == nil)
    for limits in [small, large, small, large] {
      try authorizer.replace(with: shop.gate([limits]), at: after(0))
      #expect(authorizer.ask(0, at: after(0)) == .rate)
    }
    #expect(authorizer.usage(0, at: after(1_000_000)).1?.rate?.remaining == 0)
  }

  @Test func whoUsedNothingUpMayComeWithAMomentFromBeforeTheReplacement() throws {
    let authorizer = try authorizer(LimitShop.limits("1000/s", 1))
    #expect(authorizer.ask(0, at: after(0)) == nil)
    try authorizer.replace(with: shop.gate([LimitShop.limits("1/d", 1)]), at: after(60_000_000_000))
    #expect(authorizer.ask(0, at: after(59_999_999_999)) == nil)
    #expect(authorizer.ask(0, at: after(60_000_000_000)) == .rate)
  }

  @Test func aHoldOnAnOldGateCountsOnTheOneInForce() throws {
    let authorizer = try authorizer(LimitShop.limits("1/s", 3))
    let token = LimitShop.token(0)
    func ask(_ hold: borrowing Hold) -> DenialReason? {
      let request = Request.route(method: "GET".utf8.span, path: "/c1".utf8.span)
      return hold.authorize(.token(token.span), request, from: nil, at: after(0)).reason
    }
    let hold = authorizer.hold()
    #expect(ask(hold) == nil)
    // The key has another number and a smaller burst there.
    try authorizer.replace(with: shop.gate([LimitShop.limits("1/s", 2), nil]), at: after(0))
    #expect(ask(hold) == nil)
    #expect(ask(hold) == .rate)
    #expect(authorizer.ask(0, at: after(0)) == .rate)
    // A key that is gone from the gate in force has nothing left.
    try authorizer.replace(with: shop.gate([]), at: after(2_000_000_000))
    #expect(ask(hold) == .rate)
  }
}
