package import BittingCompiler
package import KeyModel
package import TestSupport

/// A request as the validator gets it.
package struct RawQuery {
  /// The proof that comes with it.
  package enum Credential {
    case none, several
    case token([UInt8])
  }
  package var credential: Credential
  package var wish: ReferenceEvaluator.Query.Wish
  package var tenant: String?
  package var from: Address?
  package var now: Instant
}

/// Requests made up at random, near enough to the repository that every outcome comes up.
package struct RandomQueries {
  private let tokens: [[UInt8]]
  private let catalog: Catalog
  private let service: Name

  /// Requests at `service` of `catalog`, mostly with one of `tokens`.
  package init(tokens: [[UInt8]], catalog: Catalog, service: Name) {
    self.tokens = tokens
    self.catalog = catalog
    self.service = service
  }

  /// One more.
  package func next(_ random: inout SeededGenerator) -> RawQuery {
    RawQuery(
      credential: credential(&random), wish: wish(&random),
      tenant: random.chance(1, of: 4) ? ["acme", "zen", "other"].randomElement(using: &random) : nil,
      from: address(&random), now: instant(&random))
  }

  private func credential(_ random: inout SeededGenerator) -> RawQuery.Credential {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return .none
    case 1: return .several
    case 2: return .token(Array("shop_live_nonsense".utf8))
    case 3: return .token(Array("tok_unknown".utf8))
    case 4: return .token([0x80, 0x20])
    case 5:
      guard let prefix = TokenPrefix("shop"), let live = EnvironmentName("live") else { return .none }
      return .token(Token(prefix: prefix, environment: live, using: &random).exposedBytes)
    default: return .token(tokens.randomElement(using: &random) ?? [])
    }
  }

  private func wish(_ random: inout SeededGenerator) -> ReferenceEvaluator.Query.Wish {
    if random.chance(1, of: 5) {
      let scopes = ["r0:read", "r1:write", "r2:admin", "r9:read", "r0:none", "r3", "", "*:read", "r4:*"]
      return .scope(scopes.randomElement(using: &random) ?? "")
    }
    let routes = catalog.routes.filter { $0.service == service }
    let template = routes.randomElement(using: &random)?.template
    var parts = (template?.segments ?? []).map { segment in
      switch segment {
      case .literal(let text): text.string
      case .parameter: ["a", "b", "acme", "zen", "zz", "%C3%A9"].randomElement(using: &random) ?? "a"
      }
    }
    if random.chance(1, of: 6), !parts.isEmpty {
      let odd = ["..", ".", "%2e", "%2F", "a;b", "", "%zz", "%4", "é", "#", "A", "a%41", "\\", "%00", "x?y=/../z"]
      parts[Int.random(in: 0..<parts.count, using: &random)] = odd.randomElement(using: &random) ?? ""
    }
    let method = random.chance(1, of: 8) ? "PUT" : template?.method.string ?? "GET"
    return .route(method: method, path: "/" + parts.joined(separator: "/") + (random.chance(1, of: 6) ? "?q=1" : ""))
  }

  private func address(_ random: inout SeededGenerator) -> Address? {
    let texts = ["203.0.113.9", "::ffff:203.0.113.9", "198.51.100.1", "2001:db8::1", "2001:db9::1"]
    return random.chance(1, of: 6) ? nil : texts.randomElement(using: &random).flatMap { Address($0) }
  }

  /// Around the instants that secrets and keys begin and end at, to the second.
  private func instant(_ random: inout SeededGenerator) -> Instant {
    let day = Int64.random(in: 0..<14, using: &random)
    return Instant(seconds: RandomRepository.start + day * 86_400 + Int64.random(in: -1...1, using: &random))
  }
}
