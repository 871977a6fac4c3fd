package import BundleWriting
package import KeyModel
internal import Sodium

/// A random content, small enough that its parts meet, and the tokens of its secrets.
package struct RandomShop {
  package private(set) var content: BundleContent
  /// Tokens that the content knows, by their bytes; some are revoked.
  package private(set) var tokens: [[UInt8]] = []

  /// The instant around which everything happens.
  package static let base = instant("2026-11-23T07:00:00Z")
  /// Addresses in and beside the networks.
  package static let addresses = ["203.0.113.9", "203.0.112.1", "198.51.100.7", "2001:db8::1", "2001:db9::1", "::1"]
    .map(address)
  package static let tenants = ["acme", "zenith", "acme2", "a"]

  private static let networks = ["203.0.113.0/24", "203.0.112.0/23", "0.0.0.0/0", "::/0", "2001:db8::/32", "::1/128"]
    .map(network)
  private static let segments = ["a", "b", "orders", "{tenant}", "{id}", "{other}"]

  package init(using generator: inout some RandomNumberGenerator) {
    content = Samples.empty()
    content.levels = Array(
      ["read", "write", "admin", "own"].map(name).prefix(Int.random(in: 1...4, using: &generator)))
    content.scopes = RandomShop.scopes(content.levels, using: &generator)
    content.types = ["client", "partner"].map { RandomShop.type(name($0), using: &generator) }
    addRoutes(using: &generator)
    addKeys(using: &generator)
    addTombstones(using: &generator)
  }

  private static func scopes(_ levels: [Name], using generator: inout some RandomNumberGenerator) -> [Scope] {
    var scopes: [Scope] = []
    for resource in ["orders", "invoices", "bulk"] {
      for level in levels where generator.chance(70) { scopes.append(Scope(resource: name(resource), level: level)) }
    }
    return scopes
  }

  private static func type(_ name: Name, using generator: inout some RandomNumberGenerator) -> BundleContent.KeyType {
    let after: TimeSpan? = generator.chance(30) ? nil : TimeSpan(seconds: Int64.random(in: 0...20, using: &generator))
    return .init(name: name, staleAfter: after, staleAction: StaleAction.allCases.randomElement(using: &generator)!)
  }

  private mutating func addRoutes(using generator: inout some RandomNumberGenerator) {
    for _ in 0..<Int.random(in: 0...14, using: &generator) {
      let method = ["GET", "POST"].randomElement(using: &generator)!
      var path = ""
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        path += "/" + RandomShop.segments.randomElement(using: &generator)!
      }
      if path.isEmpty || generator.chance(20) { path += "/" }
      guard let template = RouteTemplate("\(method) \(path)") else { continue }
      guard !content.routes.contains(where: { $0.template.conflicts(with: template) }) else { continue }
      let scope = generator.chance(15) ? nil : content.scopes.randomElement(using: &generator)
      content.routes.append(.init(template: template, scope: scope, cost: UInt32.random(in: 1...9, using: &generator)))
    }
  }

  private mutating func addKeys(using generator: inout some RandomNumberGenerator) {
    for number in 0..<Int.random(in: 0...8, using: &generator) {
      var key = BundleContent.Key(
        id: keyID("key-\(number)"), type: content.types.randomElement(using: &generator)!.name,
        owner: Text("owner-\(number % 3)"), tenant: RandomShop.tenant(using: &generator),
        grants: content.scopes.filter { _ in generator.chance(50) }, networks: nil,
        limits: RandomShop.limits(using: &generator))
      if generator.chance(40) { key.networks = RandomShop.networks.filter { _ in generator.chance(25) } }
      if generator.chance(30) { key.starts = RandomShop.time(using: &generator) }
      if generator.chance(30) { key.ends = RandomShop.time(using: &generator) }
      key.isDisabled = generator.chance(10)
      key.isDecoy = generator.chance(10)
      key.secrets = (0..<Int.random(in: 0...3, using: &generator)).map { _ in secret(using: &generator) }
      content.keys.append(key)
    }
  }

  private static func tenant(using generator: inout some RandomNumberGenerator) -> BundleContent.TenantReach {
    switch generator.next() % 4 {
    case 0: .none
    case 1: .all
    default: .one(BundleSamples.tenant(tenants.randomElement(using: &generator)!))
    }
  }

  private static func limits(using generator: inout some RandomNumberGenerator) -> BundleContent.Limits {
    let rate = Rate(["unlimited", "10/s", "60/min"].randomElement(using: &generator)!)!
    let quota = ["5/hour", "100/month"].randomElement(using: &generator).flatMap { Quota($0) }
    return .init(rate: rate, burst: rate == .unlimited ? 0 : 10, quota: generator.chance(50) ? quota : nil)
  }

  /// A time near ``base``.
  package static func time(using generator: inout some RandomNumberGenerator) -> Instant {
    Instant(seconds: base.seconds + Int64.random(in: -15...25, using: &generator))
  }

  private mutating func secret(using generator: inout some RandomNumberGenerator) -> BundleContent.Secret {
    var (bytes, handle): ([UInt8], Handle?)
    if generator.chance(20) {
      (bytes, handle) = ((0..<20).map { _ in UInt8.random(in: 0x21...0x7E, using: &generator) }, nil)
    } else {
      let token = Token(prefix: content.tokenPrefix, environment: content.environment, using: &generator)
      (bytes, handle) = (token.exposedBytes, token.handle)
    }
    tokens.append(bytes)
    // Mostly a window around the base, at times one that is backwards.
    let starts = generator.chance(60) ? .earliest : RandomShop.time(using: &generator)
    let ends = generator.chance(60) ? .latest : RandomShop.time(using: &generator)
    return .init(digest: digest(bytes), handle: handle, starts: starts, ends: ends)
  }

  private mutating func addTombstones(using generator: inout some RandomNumberGenerator) {
    for secret in content.keys.flatMap(\.secrets) where generator.chance(10) {
      content.tombstones.append(.init(digest: secret.digest, handle: secret.handle, key: keyID("gone")))
    }
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      let secret = secret(using: &generator)
      let key = generator.chance(50) ? keyID("gone") : keyID("key-0")
      content.tombstones.append(.init(digest: secret.digest, handle: secret.handle, key: key))
    }
  }

  /// The same content with all its parts in another order.
  package func shuffled(using generator: inout some RandomNumberGenerator) -> BundleContent {
    var other = content
    other.scopes.shuffle(using: &generator)
    other.types.shuffle(using: &generator)
    other.keys.shuffle(using: &generator)
    other.routes.shuffle(using: &generator)
    other.tombstones.shuffle(using: &generator)
    for index in other.keys.indices {
      other.keys[index].grants.shuffle(using: &generator)
      other.keys[index].networks?.shuffle(using: &generator)
      other.keys[index].secrets.shuffle(using: &generator)
    }
    return other
  }
}

/// The digest of a token's bytes, by libsodium.
package func digest(_ token: [UInt8]) -> TokenDigest { TokenDigest(bytes: SHA256.hash(token.span).span)! }

extension RandomNumberGenerator {
  /// True in `percent` of a hundred draws.
  package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

extension RouteTemplate {
  /// Whether one path can match both, and neither is literal wherever they differ.
  package func conflicts(with other: RouteTemplate) -> Bool {
    guard method == other.method, segments.count == other.segments.count else { return false }
    var (ownWins, otherWins) = (false, false)
    for (own, others) in zip(segments, other.segments) {
      switch (own, others) {
      case (.literal(let one), .literal(let two)): if one != two { return false }
      case (.literal, .parameter): ownWins = true
      case (.parameter, .literal): otherWins = true
      case (.parameter, .parameter): break
      }
    }
    return ownWins == otherWins
  }
}
