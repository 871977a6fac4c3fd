import BittingRuntime
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// Random requests on random bundles: the validator and the reference say the same.
struct ReferenceTests {
  static let seed: UInt64 = 0x2026_1123

  @Test func agreesWithTheReference() throws {
    print("seed \(ReferenceTests.seed)")
    var generator = SeededGenerator(seed: ReferenceTests.seed)
    var counts: [String: Int] = [:]
    for _ in 0..<250 {
      let shop = RandomShop(using: &generator)
      let workshop = Workshop()
      workshop.issued = RandomShop.base
      workshop.expires = RandomShop.base + TimeSpan(seconds: 15)
      let file = try workshop.seal(shop.content)
      let gate = try workshop.open(file, at: RandomShop.base).gate
      let authorizer = Authorizer(gate, at: Moment(utc: RandomShop.base, steady: 0))
      let reference = Reference(content: shop.content, issued: workshop.issued, expires: workshop.expires)
      for _ in 0..<400 {
        let question = Question.random(shop, using: &generator)
        let (ours, theirs) = (gate.reason(question), reference.reason(question))
        #expect(ours == theirs, "\(question) in \(shop.content)")
        guard ours == theirs else { return }
        let counted = authorizer.reason(question)
        #expect(counted == ours || (ours == nil && (counted == .rate || counted == .quota)), "\(question)")
        counts[ours?.description ?? "allow", default: 0] += 1
      }
    }
    // Each answer has to come up, or the draws are too poor to compare anything.
    for reason in DenialReason.allCases where reason != .rate && reason != .quota {
      #expect(counts[reason.description, default: 0] > 20, "\(reason)")
    }
    #expect(counts["allow", default: 0] > 1_000)
  }
}

extension Authorizer {
  /// Why `question` is denied; nil if it is allowed.
  func reason(_ question: Question) -> DenialReason? {
    question.asked { credential, request, now in
      authorize(credential, request, from: question.address, at: now) { $0.reason }
    }
  }
}

extension Gate {
  /// Why `question` is denied; nil if it is allowed.
  func reason(_ question: Question) -> DenialReason? {
    question.asked { credential, request, now in
      authorize(credential, request, from: question.address, at: now).reason
    }
  }
}

extension Question {
  /// What `answer` makes of this question.
  fileprivate func asked(
    _ answer: (borrowing Credential, borrowing Request, Moment) -> DenialReason?
  ) -> DenialReason? {
    let now = Moment(utc: now, steady: 0)
    let tenant = self.tenant.map { Array($0.utf8) } ?? []
    let tenantSpan = self.tenant == nil ? nil : tenant.span
    let token = tokens.first ?? []
    let credential: Credential =
      tokens.isEmpty ? .none : tokens.count == 1 ? .token(token.span) : .several
    switch wish {
    case .scope(let scope):
      return answer(credential, .scope(scope.utf8.span, tenant: tenantSpan), now)
    case .route(let method, let path):
      let request = Request.route(method: method.utf8.span, path: path.utf8.span, tenant: tenantSpan)
      return answer(credential, request, now)
    }
  }
}

extension Question {
  /// A request that has something to do with `shop`.
  static func random(_ shop: RandomShop, using generator: inout some RandomNumberGenerator) -> Question {
    Question(
      tokens: tokens(shop, using: &generator), wish: wish(shop, using: &generator),
      tenant: generator.chance(20) ? (RandomShop.tenants + ["", "*", "a/b"]).randomElement(using: &generator) : nil,
      address: generator.chance(80) ? RandomShop.addresses.randomElement(using: &generator) : nil,
      now: RandomShop.time(using: &generator))
  }

  private static func tokens(_ shop: RandomShop, using generator: inout some RandomNumberGenerator) -> [[UInt8]] {
    if generator.chance(4) { return [] }
    var token = shop.tokens.randomElement(using: &generator) ?? [0x61]
    if generator.chance(4) { return [token, token] }
    if generator.chance(5) {
      let other = Token(prefix: shop.content.tokenPrefix, environment: shop.content.environment, using: &generator)
      token = other.exposedBytes
    } else if generator.chance(5) {
      token[token.indices.randomElement(using: &generator)!] ^= UInt8.random(in: 1...255, using: &generator)
    }
    return [token]
  }

  private static func wish(_ shop: RandomShop, using generator: inout some RandomNumberGenerator) -> Wish {
    if generator.chance(25) {
      let scope = shop.content.scopes.randomElement(using: &generator)?.description ?? "orders:read"
      let odd = ["orders", "orders:", ":read", "orders:nothing"].randomElement(using: &generator)!
      return .scope(generator.chance(90) ? scope : odd)
    }
    let template = shop.content.routes.randomElement(using: &generator)?.template ?? route("GET /a")
    var path = template.segments.map { "/" + segment($0, using: &generator) }.joined()
    if generator.chance(10) {
      path += ["?a=b", "/", "//", "?../x", "/..", "/%2e", ";v=1", "%", "#x"].randomElement(using: &generator)!
    }
    return .route(method: generator.chance(95) ? template.method.string : "PUT", path: path)
  }

  private static func segment(
    _ segment: RouteTemplate.Segment, using generator: inout some RandomNumberGenerator
  ) -> String {
    if case .literal(let text) = segment, generator.chance(95) { return text.string }
    let odd = ["a", "b", "orders", "", "%20", "a%2Fb", "*", "Orders", "a%C3%A9", "%41", "%zz", "..."]
    return (generator.chance(75) ? RandomShop.tenants : odd).randomElement(using: &generator)!
  }
}
