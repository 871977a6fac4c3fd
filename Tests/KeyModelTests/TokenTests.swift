import KeyModel
import TestSupport
import Testing

@Suite struct TokenTests {
  private let prefix = TokenPrefix("shop")
  private let live = EnvironmentName("live")

  /// Computed with zlib's crc32 and Python's integers, apart from this code.
  private let published = "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3"

  @Test func agreesWithTheChecksumOfThePublishedExample() {
    let lead = Array("shop_live_".utf8)
    #expect(TokenForm(of: published.utf8.span, lead: lead.span) == .native(Handle(unchecked: 0x6B37_4871_326D_5A70)))
    #expect(Handle("k7Hq2mZp")?.packed == 0x6B37_4871_326D_5A70)
    #expect(CRC32.checksum("123456789".utf8.span) == 0xCBF4_3926)
  }

  @Test func makesTokensThatItKnows() throws {
    var random = SeededGenerator(printing: "tokens")
    let (prefix, live) = (try #require(prefix), try #require(live))
    let lead = Token.lead(prefix, live)
    var handles: Set<Handle> = []
    for _ in 0..<2_000 {
      let token = Token(prefix: prefix, environment: live, using: &random)
      #expect(TokenForm(of: token.exposedBytes.span, lead: lead.span) == .native(token.handle))
      #expect(token.exposedBytes.count == 50)
      #expect(token.description == "<redacted \(token.handle)>")
      handles.insert(token.handle)
    }
    #expect(handles.count == 2_000)
  }

  @Test func showsNothingOfATokenNorOfItsParts() throws {
    var random = SeededGenerator(seed: 1)
    let token = Token(prefix: try #require(prefix), environment: try #require(live), using: &random)
    var dumped = ""
    dump([token], to: &dumped)
    #expect(dumped.contains("<redacted \(token.handle)>"))
    #expect(!dumped.contains("\(token.exposedBytes[20])"))
    #expect(Mirror(reflecting: token).children.isEmpty)
  }

  @Test func seesEveryChangedCharacter() {
    let lead = Array("shop_live_".utf8)
    for index in lead.count..<published.utf8.count {
      var bytes = Array(published.utf8)
      bytes[index] = bytes[index] == 0x41 ? 0x42 : 0x41
      #expect(TokenForm(of: bytes.span, lead: lead.span) == .malformed, "position \(index)")
    }
    for length in lead.count..<published.utf8.count {
      let bytes = Array(published.utf8.prefix(length))
      #expect(TokenForm(of: bytes.span, lead: lead.span) == .malformed, "length \(length)")
    }
  }

  @Test(arguments: [
    ("tok_4711", TokenForm.foreign), ("shop_test_x", .foreign), ("SHOP_LIVE_", .foreign), ("!", .foreign),
    ("shop_live_", .malformed), ("shop_live_x", .malformed), ("", .malformed), ("a b", .malformed), ("a\n", .malformed),
    ("tok\u{e9}", .malformed), (String(repeating: "x", count: 255), .foreign),
    (String(repeating: "x", count: 256), .malformed),
  ])
  func tellsForeignFromMalformed(_ text: String, _ form: TokenForm) {
    let lead = Array("shop_live_".utf8)
    #expect(TokenForm(of: text.utf8.span, lead: lead.span) == form)
  }

  @Test func drawsEachDigitEquallyOften() {
    var random = SeededGenerator(printing: "digits")
    var counts = [UInt8: Int]()
    let draws = 62 * 2_000
    for _ in 0..<draws { counts[Base62.randomCharacter(using: &random), default: 0] += 1 }
    let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 2_000) * ($1 - 2_000)) / 2_000 }
    #expect(counts.count == 62)
    // 61 degrees of freedom: one run in ten thousand goes above 107; a modulo bias of bytes gives some thousands.
    #expect(chiSquare < 120)
  }

  @Test func readsDigestsInLowerCaseOnly() {
    let text = "c40fe5e35767634387790d1b2618c2dbf4f8f6ca658fca997d4b055d68f311ff"
    #expect(TokenDigest(text)?.description == text)
    #expect(TokenDigest(text).flatMap { TokenDigest(bytes: $0.bytes.span) } == TokenDigest(text))
    #expect(TokenDigest(text.uppercased()) == nil)
    #expect(TokenDigest(String(text.dropLast())) == nil)
    #expect(TokenDigest(text + "0") == nil)
  }
  /// Digests are anybody's to declare: a table of many that agree in most of their bytes must not become a list.
  @Test(arguments: 0..<4) func digestsThatDifferInOneWordHashDifferently(word: Int) throws {
    let hashes = try (UInt8(0)..<200).map { number in
      var bytes = [UInt8](repeating: 0, count: 32)
      bytes[8 * word + 7] = number
      return try #require(TokenDigest(bytes: bytes.span).map(\.hashValue))
    }
    #expect(Set(hashes).count > 190)
  }
}
