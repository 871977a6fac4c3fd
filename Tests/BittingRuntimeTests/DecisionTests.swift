import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

struct DecisionTests {
  private static let issued = RandomShop.base
  private static let native = Array("shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3".utf8)
  private static let foreign = Array("sk_imported-from-elsewhere".utf8)

  /// The small sample, whose key has the design's token, and whose bundle holds an imported one if asked.
  private func content(imported: Bool = false, _ change: (inout BundleContent) -> Void = { _ in }) -> BundleContent {
    var content = Samples.small()
    content.keys[0].secrets[0].digest = digest(DecisionTests.native)
    content.keys[0].networks = nil
    if imported {
      content.keys[0].secrets.append(
        .init(digest: digest(DecisionTests.foreign), handle: nil, starts: .earliest, ends: .latest))
    }
    change(&content)
    return content
  }

  private func ask(
    _ content: BundleContent, token: [UInt8] = native, _ wish: Question.Wish? = nil, tenant: String? = nil,
    from address: Address? = nil, at now: Instant = issued
  ) throws -> DenialReason? {
    let workshop = Workshop()
    let gate = try workshop.open(try workshop.seal(content), at: DecisionTests.issued).gate
    let order = Question.Wish.route(method: "POST", path: "/v1/tenants/acme/orders")
    return gate.reason(Question(tokens: [token], wish: wish ?? order, tenant: tenant, address: address, now: now))
  }

  // MARK: Answers

  @Test func tellsWhatIsKnownWithAnAllowance() throws {
    let gate = try Workshop.gate(content())
    let now = Moment(utc: DecisionTests.issued, steady: 0)
    let request = Request.route(method: "POST".utf8.span, path: "/v1/tenants/acme/orders?x".utf8.span)
    guard case .allow(let grant) = gate.authorize(.token(DecisionTests.native.span), request, from: nil, at: now) else {
      Issue.record("denied")
      return
    }
    let texts = [
      Text(copying: grant.facts.key), Text(copying: grant.facts.owner), Text(copying: grant.facts.type),
      Text(copying: grant.facts.template),
    ]
    #expect(
      texts.map(\.?.string) == ["acme-sync", "sync@shop.example", "partner", "POST /v1/tenants/{tenant}/orders"])
    #expect(grant.facts.handle == Handle("k7Hq2mZp"))
    #expect(grant.ends == instant("2026-12-01T08:00:00Z"))
    #expect(grant.cost == 2)
    #expect(grant.limits?.rate == Rate("600/min"))
    #expect(grant.limits?.burst == 50)
    #expect(grant.limits?.quota == Quota("1000000/month"))
    guard case .one(let tenant) = grant.tenant else {
      Issue.record("no tenant")
      return
    }
    let tenantText = string(tenant)
    #expect(tenantText == "acme")
  }

  @Test func tellsNothingOfAKeyOnAPublicRoute() throws {
    let gate = try Workshop.gate(content())
    let request = Request.route(method: "GET".utf8.span, path: "/v1/status".utf8.span)
    let now = Moment(utc: DecisionTests.issued, steady: 0)
    // Not even with a token that would hold.
    let decision = gate.authorize(.token(DecisionTests.native.span), request, from: nil, at: now)
    let (key, template) = (Text(copying: decision.facts.key), Text(copying: decision.facts.template))
    #expect(decision.reason == nil)
    #expect(key == nil && decision.facts.handle == nil)
    #expect(template == Text("GET /v1/status"))
  }

  @Test func tellsWhoseARevokedTokenWas() throws {
    let revoked = content { content in
      content.tombstones = [
        .init(digest: digest(DecisionTests.native), handle: Handle("k7Hq2mZp"), key: keyID("acme-sync"))
      ]
      content.keys[0].secrets = []
    }
    let gate = try Workshop.gate(revoked)
    let now = Moment(utc: DecisionTests.issued, steady: 0)
    let decision = gate.authorize(
      .token(DecisionTests.native.span), .scope("orders:read".utf8.span), from: nil, at: now)
    let (key, type) = (Text(copying: decision.facts.key), Text(copying: decision.facts.type))
    #expect(decision.reason == .revoked)
    #expect(key == Text("acme-sync") && type == Text("partner"))
    #expect(decision.facts.handle == Handle("k7Hq2mZp"))
  }

  @Test func tellsNothingOfTheNeighbourOfAnUnknownToken() throws {
    let gate = try Workshop.gate(content(imported: true))
    let now = Moment(utc: DecisionTests.issued, steady: 0)
    let decision = gate.authorize(.token("nobody".utf8.span), .scope("orders:read".utf8.span), from: nil, at: now)
    let key = Text(copying: decision.facts.key)
    #expect(decision.reason == .unknown)
    #expect(key == nil && decision.facts.handle == nil)
  }

  // MARK: Tokens

  @Test(arguments: [
    "", " ", "\n", "shop_live_", "shop_live_k7Hq2mZp", "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz4",
    "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3\n", " shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3\u{0}",
    "shop_live_\u{212A}7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "shop_live_K7HQ2MZPT3VXW8LDRRYB0CNFGSJE4UAIQO22CTZ3", "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3aa",
  ])
  func refusesATokenOfAnotherForm(token: String) throws {
    #expect(try ask(content(imported: true), token: Array(token.utf8)) == .malformed)
  }

  @Test func looksUpOtherTokensOnlyWhereSomeWereImported() throws {
    #expect(try ask(content(), token: DecisionTests.foreign) == .malformed)
    #expect(try ask(content(imported: true), token: DecisionTests.foreign) == nil)
    // Another environment's token is a stranger's.
    let test = Array("shop_test_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3".utf8)
    #expect(try ask(content(), token: test) == .malformed)
    #expect(try ask(content(imported: true), token: test) == .unknown)
  }

  @Test func looksAtNoMoreThan255Bytes() throws {
    let long = [UInt8](repeating: 0x61, count: 255)
    #expect(try ask(content(imported: true), token: long) == .unknown)
    #expect(try ask(content(imported: true), token: long + [0x61]) == .malformed)
    #expect(try ask(content(imported: true), token: [UInt8](repeating: 0x61, count: 1 << 20)) == .malformed)
  }

  @Test func takesNoDigestInPlaceOfAToken() throws {
    let text = Array(digest(DecisionTests.native).description.utf8)
    #expect(try ask(content(imported: true), token: text) == .unknown)
    #expect(try ask(content(imported: true), token: digest(DecisionTests.native).bytes) == .malformed)
  }

  // MARK: Time

  @Test(
    arguments: [
      ("2026-09-02T07:59:59Z", DenialReason.notYetValid), ("2026-09-02T08:00:00Z", nil), ("2026-12-01T07:59:59Z", nil),
      ("2026-12-01T08:00:00Z", .expired), ("2027-09-01T00:00:00Z", .expired),
    ] as [(String, DenialReason?)])
  func closesExactlyAtTheInstant(now: String, expected: DenialReason?) throws {
    let content = content { $0.types[0] = .init(name: name("partner"), staleAfter: nil, staleAction: .allow) }
    let workshop = Workshop()
    (workshop.issued, workshop.expires) = (instant("2026-09-01"), .latest)
    let gate = try workshop.open(try workshop.seal(content)).gate
    let wish = Question.Wish.route(method: "POST", path: "/v1/tenants/acme/orders")
    #expect(gate.reason(Question(tokens: [DecisionTests.native], wish: wish, now: instant(now))) == expected)
  }

  /// Hours after issue, for a bundle that expires after 168: when it turns stale, and what is left then.
  @Test(
    arguments: [
      ("72h", StaleAction.allow, 72 * 3_600, nil, nil), ("72h", .allow, 72 * 3_600 + 1, nil, nil),
      ("72h", .allow, 168 * 3_600 - 1, nil, nil), ("72h", .allow, 168 * 3_600, nil, .stale),
      ("72h", .readOnly, 72 * 3_600, nil, nil), ("72h", .readOnly, 72 * 3_600 + 1, nil, .stale),
      ("72h", .readOnly, 168 * 3_600, nil, .stale), ("72h", .deny, 72 * 3_600, nil, nil),
      ("72h", .deny, 72 * 3_600 + 1, .stale, .stale), (nil, .deny, 168 * 3_600 - 1, nil, nil),
      (nil, .deny, 168 * 3_600, .stale, .stale), (nil, .allow, 168 * 3_600, nil, .stale),
      ("30d", .deny, 168 * 3_600, .stale, .stale), ("30d", .readOnly, 168 * 3_600, nil, .stale),
      ("0", .deny, 0, nil, nil), ("0", .deny, 1, .stale, .stale), ("0", .deny, -60, nil, nil),
    ] as [(String?, StaleAction, Int, DenialReason?, DenialReason?)])
  func followsTheTypeOnceTheBundleIsOld(
    after: String?, action: StaleAction, age: Int, read: DenialReason?, write: DenialReason?
  ) throws {
    let content = content {
      $0.types[0] = .init(name: name("partner"), staleAfter: after.map { span($0) }, staleAction: action)
      $0.keys[0].secrets[0].ends = .latest
    }
    let now = Instant(seconds: DecisionTests.issued.seconds + Int64(age))
    #expect(try ask(content, .scope("orders:read"), at: now) == read)
    #expect(try ask(content, .scope("orders:write"), at: now) == write)
  }

  /// A resource without the lowest level of the ladder has no scope that is read-only.
  @Test func takesTheLowestLevelOfTheLadderForReading() throws {
    let content = content {
      $0.scopes = [scope("orders:write")]
      $0.types[0] = .init(name: name("partner"), staleAfter: span("1h"), staleAction: .readOnly)
    }
    #expect(try ask(content, .scope("orders:write"), at: DecisionTests.issued + span("2h")) == .stale)
  }

  // MARK: Network, scope, tenant

  @Test func aNetworkAdmitsNoUnknownAddress() throws {
    let content = content { $0.keys[0].networks = [network("203.0.113.0/24")] }
    #expect(try ask(content) == .network)
    #expect(try ask(content, from: address("203.0.113.9")) == nil)
    #expect(try ask(content, from: address("::ffff:203.0.113.9")) == nil)
    #expect(try ask(content, from: address("203.0.114.0")) == .network)
    #expect(try ask(content, from: address("2001:db8::1")) == .network)
  }

  @Test func noNetworkAtAllAdmitsNobody() throws {
    let content = content { $0.keys[0].networks = [] }
    #expect(try ask(content, from: address("203.0.113.9")) == .network)
  }

  @Test func allIPv6IsNoIPv4() throws {
    let content = content { $0.keys[0].networks = [network("::/0")] }
    #expect(try ask(content, from: address("203.0.113.9")) == .network)
    #expect(try ask(content, from: address("2001:db8::1")) == nil)
  }

  @Test(
    arguments: [
      ("orders:read", nil), ("orders:write", nil), ("orders:admin", .scope), ("orders", .scope), ("", .scope),
      ("orders:", .scope), (":read", .scope), ("orders:read ", .scope), ("orders:readwrite", .scope),
      ("order:read", .scope),
      ("orders:*", .scope), ("*:read", .scope), ("Orders:read", .scope), ("orders:read:read", .scope),
    ] as [(String, DenialReason?)])
  func knowsScopesByTheirExactName(text: String, expected: DenialReason?) throws {
    #expect(try ask(content(), .scope(text)) == expected)
  }

  @Test(
    arguments: [
      ("acme", nil, nil), ("zenith", nil, .tenant), ("acme2", nil, .tenant), ("acm", nil, .tenant),
      ("Acme", nil, .tenant),
      ("acme", "acme", nil), ("acme", "zenith", .tenant), ("zenith", "acme", .tenant), ("*", nil, .tenant),
    ] as [(String, String?, DenialReason?)])
  func keepsAKeyToItsTenant(path: String, given: String?, expected: DenialReason?) throws {
    let wish = Question.Wish.route(method: "POST", path: "/v1/tenants/\(path)/orders")
    #expect(try ask(content(), wish, tenant: given) == expected)
  }

  @Test(
    arguments: [
      (BundleContent.TenantReach.none, nil, nil), (.none, "acme", .tenant), (.all, "zenith", nil), (.all, "*", .tenant),
      (.all, "", .tenant), (.all, "a/b", .tenant), (.all, "..", .tenant), (.one(tenant("acme")), nil, nil),
      (.one(tenant("acme")), "acme", nil), (.one(tenant("acme")), "", .tenant),
    ] as [(BundleContent.TenantReach, String?, DenialReason?)])
  func comparesTheTenantThatTheCallerNames(
    reach: BundleContent.TenantReach, given: String?, expected: DenialReason?
  ) throws {
    #expect(try ask(content { $0.keys[0].tenant = reach }, .scope("orders:read"), tenant: given) == expected)
  }

  // MARK: Hostile payloads behind good signatures

  @Test func decidesOnWhateverPayloadOpens() throws {
    print("seed 17")
    var generator = SeededGenerator(seed: 17)
    var opened = 0
    let workshop = Workshop()
    for _ in 0..<120 {
      let shop = RandomShop(using: &generator)
      let payload = try PayloadEncoder.encode(shop.content)
      for _ in 0..<20 {
        var damaged = payload
        for _ in 0..<2 {
          damaged[Int.random(in: 0..<damaged.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        guard let gate = try? workshop.open(try workshop.seal(payload: damaged)).gate else { continue }
        opened += 1
        for _ in 0..<10 { _ = gate.allocations(deciding: Question.random(shop, using: &generator)) }
      }
    }
    #expect(opened > 100)
  }
}
