import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

struct PayloadEncoderTests {
  @Test func decodingGivesWhatWasEncoded() throws {
    print("seed 11")
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let content = RandomShop(using: &generator).content
      let bytes = try PayloadEncoder.encode(content)
      let image = try BundleImage(checking: bytes.span)
      let decoded = DecodedContent(image)
      let expected = DecodedContent(content)
      #expect(decoded == expected)
    }
  }

  @Test func theOrderOfTheContentDoesNotMatter() throws {
    print("seed 12")
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<100 {
      let shop = RandomShop(using: &generator)
      let bytes = try PayloadEncoder.encode(shop.content)
      for _ in 0..<3 {
        let other = try PayloadEncoder.encode(shop.shuffled(using: &generator))
        #expect(other == bytes)
      }
    }
  }

  @Test func anEmptyContentIsAPayload() throws {
    let bytes = try PayloadEncoder.encode(Samples.empty())
    let image = try BundleImage(checking: bytes.span)
    let count = image.count(of: .keys)
    let isUnknown = image.candidate(for: TokenDigest(words: (0, 0, 0, 0))) == nil
    #expect(count == 0)
    #expect(isUnknown)
  }

  @Test func beginsRecordsOnCacheLines() throws {
    let bytes = try PayloadEncoder.encode(Samples.small())
    #expect(bytes.count.isMultiple(of: 8))
    #expect(ImageHeader.byteCount.isMultiple(of: 64) && SecretRecord.byteCount == 64)
  }

  @Test func namesWhatACallerGotWrong() throws {
    let key = Samples.small().keys[0]
    expect(.duplicateKey(key.id)) { $0.keys.append(key) }
    expect(.duplicateSecret(key.secrets[0].digest)) {
      $0.keys.append(key)
      $0.keys[1].id = keyID("other")
    }
    expect(.duplicateType(name("partner"))) { $0.types.append($0.types[0]) }
    expect(.duplicateLevel(name("read"))) { $0.levels.append(name("read")) }
    expect(.duplicateScope(scope("orders:read"))) { $0.scopes.append(scope("orders:read")) }
    expect(.unknownType(name("nobody"), key: key.id)) { $0.keys[0].type = name("nobody") }
    expect(.unknownScope(scope("bulk:write"))) { $0.keys[0].grants = [scope("bulk:write")] }
    expect(.unknownScope(scope("bulk:write"))) { $0.routes[0].scope = scope("bulk:write") }
    expect(.unknownLevel(name("own"))) { $0.scopes.append(scope("orders:own")) }
    let twin = route("POST /v1/tenants/{id}/orders")
    expect(.duplicateRoute(route("POST /v1/tenants/{tenant}/orders"))) {
      $0.routes.append(.init(template: twin, scope: nil))
    }
    expect(.textTooLong(Text(String(repeating: "a", count: 64)))) {
      $0.keys[0].owner = Text(String(repeating: "a", count: 65_536))
    }
  }

  @Test func enforcesTheLimits() throws {
    expect(.tooMany(.levels)) { content in
      content.levels += (0..<62).map { name("l\($0)") }
    }
    expect(.tooMany(.types)) { content in
      content.types += (0..<255).map { .init(name: name("t\($0)"), staleAfter: nil, staleAction: .deny) }
    }
    expect(.tooMany(.resources)) { content in
      content.scopes += (0..<4_096).map { Scope(resource: name("r\($0)"), level: name("read")) }
    }
    expect(.tooMany(.routes)) { content in
      content.routes += (0..<65_535).map { .init(template: route("GET /r/\($0)"), scope: nil) }
    }
  }

  @Test func takesAsMuchAsTheLimitsAdmit() throws {
    var content = Samples.small()
    content.keys[0].owner = Text(String(repeating: "a", count: 65_535))
    content.levels += (0..<61).map { name("l\($0)") }
    content.types += (0..<254).map { .init(name: name("t\($0)"), staleAfter: nil, staleAction: .deny) }
    content.scopes += (0..<4_095).map { Scope(resource: name("r\($0)"), level: name("read")) }
    let bytes = try PayloadEncoder.encode(content)
    let image = try BundleImage(checking: bytes.span)
    let scopes = image.count(of: .scopes)
    #expect(scopes == 4_097)
  }

  private func expect(
    _ failure: PayloadFailure, sourceLocation: SourceLocation = #_sourceLocation, change: (inout BundleContent) -> Void
  ) {
    var content = Samples.small()
    change(&content)
    #expect(throws: failure, sourceLocation: sourceLocation) { try PayloadEncoder.encode(content) }
  }
}
