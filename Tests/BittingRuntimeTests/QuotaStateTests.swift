import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import Testing

struct QuotaStateTests {
  private static let now = Moment(utc: instant("2026-11-23T07:30:00Z"), steady: 0)

  private let shop = LimitShop()
  private let limits = [
    LimitShop.limits("unlimited", 0, "100/hour"), LimitShop.limits("unlimited", 0, "100/day"),
    LimitShop.limits("10/s", 60, "100/month"), LimitShop.limits("10/s", 20),
  ]

  private func used() throws -> Authorizer {
    let authorizer = try Authorizer(shop.gate(limits), at: QuotaStateTests.now)
    for key in limits.indices {
      for _ in 0..<(3 + key) { #expect(authorizer.ask(key, cost: 2, at: QuotaStateTests.now) == nil) }
    }
    return authorizer
  }

  private func state() throws -> String {
    String(decoding: try used().quotaState(at: QuotaStateTests.now), as: UTF8.self)
  }

  private func failure(_ text: String, _ gate: Gate? = nil) throws -> QuotaStateFailure? {
    let (bytes, gate) = (Array(text.utf8), try gate ?? shop.gate(limits))
    do {
      _ = try Authorizer(gate, at: QuotaStateTests.now, quotaState: bytes.span)
      return nil
    } catch {
      return error
    }
  }

  private func restored(_ state: [UInt8], at now: Moment = now, _ limits: [BundleContent.Limits?]? = nil) throws
    -> Authorizer
  {
    try Authorizer(shop.gate(limits ?? self.limits), at: now, quotaState: state.span)
  }

  @Test func isTextThatAnybodyCanRead() throws {
    let lines = try state().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.dropLast(2) == [
        "bitting-quotas 1", "project=shop", "service=storefront", "environment=live",
        "key-0 hour 2026-11-23T07:00:00Z 6", "key-1 day 2026-11-23T00:00:00Z 8", "key-2 month 2026-11-01T00:00:00Z 10",
      ])
    #expect(lines.last == "" && lines.dropLast().last?.hasPrefix("sum=") == true)
  }

  @Test func goesOnWhereItWas() throws {
    let state = try used().quotaState(at: QuotaStateTests.now)
    let authorizer = try restored(state)
    #expect(authorizer.quotaState(at: QuotaStateTests.now) == state)
    #expect(authorizer.usage(0, at: QuotaStateTests.now).1?.quota?.used == 7)
    #expect(authorizer.usage(2, at: QuotaStateTests.now).1?.quota?.remaining == 89)
    // A rate begins anew.
    #expect(authorizer.usage(2, at: QuotaStateTests.now).1?.rate?.remaining == 58)
  }

  @Test func dropsWindowsThatHavePassed() throws {
    let state = try used().quotaState(at: QuotaStateTests.now)
    let later = Moment(utc: instant("2026-11-24T00:00:00Z"), steady: 0)
    let authorizer = try restored(state, at: later)
    #expect((0..<3).map { authorizer.usage($0, at: later).1?.quota?.used } == [1, 1, 11])
    let text = String(decoding: authorizer.quotaState(at: later), as: UTF8.self)
    #expect(text.contains("key-0 hour 2026-11-24T00:00:00Z 1\n"))
  }

  @Test func keepsWhatAKeyUsedUntilItComesBack() throws {
    let authorizer = try used()
    try authorizer.replace(with: shop.gate([nil, nil, LimitShop.limits("10/s", 60)]), at: QuotaStateTests.now)
    // Through a file as well.
    let state = authorizer.quotaState(at: QuotaStateTests.now)
    let other = try restored(state, [])
    #expect(other.quotaState(at: QuotaStateTests.now) == state)
    for authorizer in [authorizer, other] {
      try authorizer.replace(with: shop.gate(limits), at: QuotaStateTests.now)
      #expect((0..<3).map { authorizer.usage($0, at: QuotaStateTests.now).1?.quota?.used } == [7, 9, 11])
    }
  }

  @Test func refusesEveryChangedByteAndEveryTruncation() throws {
    let bytes = Array(try state().utf8)
    let gate = try shop.gate(limits)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << (index % 7)
      #expect(try failure(String(decoding: changed, as: UTF8.self), gate) != nil, "byte \(index)")
      #expect(try failure(String(decoding: bytes.prefix(index), as: UTF8.self), gate) != nil, "first \(index)")
    }
    #expect(try failure(String(decoding: bytes + [0x0A], as: UTF8.self), gate) == .malformed)
  }

  @Test func refusesAnotherVersion() throws {
    let text = try state().replacing("bitting-quotas 1\n", with: "bitting-quotas 2\n")
    #expect(try failure(text) == .unsupportedVersion)
  }

  @Test func refusesAnotherAudience() throws {
    let text = try state()
    var content = Samples.empty()
    content.service = name("warehouse")
    let workshop = Workshop()
    workshop.service = name("warehouse")
    let audience = Audience(service: name("warehouse"), environment: EnvironmentName("live")!)
    let gate = try workshop.open(try workshop.seal(content), for: audience).gate
    #expect(try failure(text, gate) == .wrongAudience)
  }
}
