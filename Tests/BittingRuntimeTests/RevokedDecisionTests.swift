import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// What becomes of requests whose tokens stand on a revocation list.
struct RevokedDecisionTests {
  private let workshop = Workshop()
  private static let token = Array("shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3".utf8)
  private static let order = Question(
    tokens: [token], wish: .route(method: "POST", path: "/v1/tenants/acme/orders"), tenant: nil, address: nil,
    now: RandomShop.base)

  private static func content() -> BundleContent {
    var content = Samples.small()
    content.keys[0].secrets[0].digest = digest(token)
    content.keys[0].networks = nil
    return content
  }

  private func revoke(_ digests: [TokenDigest], on gate: Gate, after mark: HighWater) throws -> (Gate, HighWater) {
    try workshop.revoke(try workshop.list(digests), on: gate, after: mark)
  }

  @Test func deniesAListedTokenAtOnce() throws {
    let (gate, mark) = try workshop.open(try workshop.seal(RevokedDecisionTests.content()))
    let (revoked, _) = try revoke([digest(RevokedDecisionTests.token)], on: gate, after: mark)
    #expect(revoked.reason(RevokedDecisionTests.order) == .revoked)
    // The gate that was in force decides as before, for whoever still holds it.
    #expect(gate.reason(RevokedDecisionTests.order) == nil)
  }

  @Test func anEmptyListRevokesNothingAndRestoresNothing() throws {
    let (gate, mark) = try workshop.open(try workshop.seal(RevokedDecisionTests.content()))
    let (empty, next) = try revoke([], on: gate, after: mark)
    #expect(empty.reason(RevokedDecisionTests.order) == nil)
    workshop.issued = workshop.issued + span("1m")
    let (revoked, last) = try revoke([digest(RevokedDecisionTests.token)], on: empty, after: next)
    workshop.issued = workshop.issued + span("1m")
    let (again, _) = try revoke([], on: revoked, after: last)
    #expect(again.reason(RevokedDecisionTests.order) == .revoked)
  }

  @Test func noBundleBringsARevokedSecretBack() throws {
    let file = try workshop.seal(RevokedDecisionTests.content())
    let (gate, mark) = try workshop.open(file)
    let (_, next) = try revoke([digest(RevokedDecisionTests.token)], on: gate, after: mark)
    // The same bundle after a restart, with what was written and no list at hand.
    let state = try #require(HighWater(next.description))
    let reopened = try workshop.open(file, after: state)
    #expect(reopened.gate.reason(RevokedDecisionTests.order) == .revoked)
    // A bundle that was issued later, from declarations that do not have the tombstone.
    workshop.issued = workshop.issued + span("10m")
    let newer = try workshop.open(try workshop.seal(RevokedDecisionTests.content()), after: reopened.next)
    #expect(newer.gate.reason(RevokedDecisionTests.order) == .revoked)
  }

  @Test func knowsWhoseAListedTokenWas() throws {
    let (gate, mark) = try workshop.open(try workshop.seal(RevokedDecisionTests.content()))
    let (revoked, _) = try revoke([digest(RevokedDecisionTests.token)], on: gate, after: mark)
    let request = Request.route(method: "GET".utf8.span, path: "/".utf8.span)
    let decision = revoked.authorize(
      .token(RevokedDecisionTests.token.span), request, from: nil, at: Moment(utc: RandomShop.base, steady: 0))
    let key = Text(copying: decision.facts.key)
    #expect(key == Text("acme-sync"))
    #expect(decision.facts.handle == Handle("k7Hq2mZp"))
  }

  @Test func aBundleWithoutSecretsStillTellsWhatIsListed() throws {
    var content = RevokedDecisionTests.content()
    (content.keys, content.tombstones) = ([], [])
    let (gate, mark) = try workshop.open(try workshop.seal(content))
    #expect(gate.reason(RevokedDecisionTests.order) == .unknown)
    let (revoked, _) = try revoke([digest(RevokedDecisionTests.token)], on: gate, after: mark)
    #expect(revoked.reason(RevokedDecisionTests.order) == .revoked)
  }

  /// A digest on a list is as good as a tombstone in the bundle: at every request both decide the same.
  @Test func decidesAsIfTheBundleHadTheTombstones() throws {
    var generator = SeededGenerator(seed: 42)
    for run in 0..<100 {
      let shop = RandomShop(using: &generator)
      let extra = Token(prefix: shop.content.tokenPrefix, environment: shop.content.environment, using: &generator)
      let tokens = shop.tokens.filter { _ in generator.chance(30) } + [extra.exposedBytes]
      var content = shop.content
      let handle = Handle("00000000")
      for token in tokens where !content.tombstones.contains(where: { $0.digest == digest(token) }) {
        content.tombstones.append(.init(digest: digest(token), handle: handle, key: keyID("gone")))
      }
      let (gate, mark) = try workshop.open(try workshop.seal(shop.content))
      let (listed, _) = try revoke(tokens.map { digest($0) }, on: gate, after: mark)
      let buried = try workshop.open(try workshop.seal(content)).gate
      for _ in 0..<30 {
        var question = Question.random(shop, using: &generator)
        if generator.chance(10) { question.tokens = [extra.exposedBytes] }
        #expect(listed.reason(question) == buried.reason(question), "seed 42, run \(run): \(question)")
      }
    }
  }

  /// A long list, and one whose digests all crowd one place of the index.
  @Test(arguments: [true, false]) func findsEveryDigestAndNoOther(isCrowded: Bool) throws {
    var generator = SeededGenerator(seed: 43)
    let digests = (0..<2_000).map { _ in
      let words = (0..<3).map { _ in generator.next() as UInt64 }
      return TokenDigest(words: (isCrowded ? 7 : generator.next(), words[0], words[1], words[2]))
    }
    let (gate, mark) = try workshop.open(try workshop.seal(RevokedDecisionTests.content()))
    let list = try #require(try revoke(digests, on: gate, after: mark).1.revocations)
    for digest in digests {
      #expect(list.contains(digest))
      let (first, second, third, fourth) = digest.words
      #expect(!list.contains(TokenDigest(words: (first, second, third, fourth ^ 1))))
      #expect(!list.contains(TokenDigest(words: (first, second &+ 1, third, fourth))))
      #expect(!list.contains(TokenDigest(words: (~first, second, third, fourth))))
    }
  }
}
