import Testing

@testable import Diagnostics

@Suite struct TokenRedactorTests {
  static let token = "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3"

  @Test(arguments: [
    token,
    "ab_x_0000000000000000000000000000000000CHECKS",
  ])
  func cutsAWholeToken(_ token: String) throws {
    let token = withChecksum(token)
    let shown = try #require(token.split(separator: "_").last).prefix(8)
    let head = token.split(separator: "_").prefix(2).joined(separator: "_")
    #expect(TokenRedactor.redact(token) == "\(head)_\(shown)…")
  }

  @Test(arguments: [
    ("", ""), ("\"", "\""), ("Bearer ", "\r\n"), ("x=", ";"), ("é", "é"), ("_", "_"), ("-", "-"), ("(", ")"),
    ("X", "y"), ("", "AAAA"), ("__", ""), ("A_b_", "_c"), ("/", "/"),
  ])
  func findsATokenInText(_ before: String, _ after: String) {
    let text = before + Self.token + after
    #expect(TokenRedactor.redact(text) == before + "shop_live_k7Hq2mZp…" + after)
    let start = before.utf8.count
    #expect(TokenRedactor.ranges(in: Array(text.utf8).span) == [start..<start + Self.token.utf8.count])
  }

  @Test func findsATokenBehindLettersOfItsAlphabet() {
    // The letters may belong to the prefix; only the checksum tells that they do not.
    #expect(TokenRedactor.redact("x" + Self.token) == "xshop_live_k7Hq2mZp…")
    #expect(TokenRedactor.redact("0123456789abcdef" + Self.token) == "0123456789abcdefshop_live_k7Hq2mZp…")
  }

  @Test func cutsEveryTokenOfAText() {
    let text = "\(Self.token) and \(Self.token),\(Self.token)"
    #expect(TokenRedactor.redact(text) == "shop_live_k7Hq2mZp… and shop_live_k7Hq2mZp…,shop_live_k7Hq2mZp…")
  }

  @Test func cutsTokensThatOverlap() {
    let first = withChecksum("shop_live_AAAAAAAAccccccccccccccccccccccccccCHECKS")
    let second = withChecksum("\(first.suffix(3))_live_BBBBBBBBddddddddddddddddddddddddddCHECKS")
    #expect(first.suffix(3) == "4pk")
    #expect(TokenRedactor.redact(first + second.dropFirst(3)) == "shop_live_AAAAAAAA…")
  }

  @Test(arguments: [
    "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz4",  // the checksum is another
    "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz",  // a digit is missing
    "shop_test_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "shoplive_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "s_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "shop__k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3",
    "shop_live_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    "_", "__", "", "not_before",
  ])
  func leavesLookAlikesAlone(_ text: String) {
    #expect(TokenRedactor.redact(text) == text)
  }

  @Test func agreesWithASearchAtEveryPlace() {
    var random = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    for _ in 0..<200 {
      var text = ""
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        text += ["ab", "_", "é", "\n", "x_y_", Self.token, String(Self.token.dropLast()), " "].randomElement(
          using: &random)!
      }
      let bytes = Array(text.utf8)
      let expected = bytes.indices.filter { bytes[$0...].starts(with: Array(Self.token.utf8)) }
      #expect(TokenRedactor.ranges(in: bytes.span).map(\.lowerBound) == expected, "seed \(random.seed): \(text)")
    }
  }

  @Test func knowsTheChecksumOfZlib() {
    #expect(CRC32.of(Array("123456789".utf8).span) == 0xCBF4_3926)
  }
}

/// `text` with its last six characters replaced by the checksum of those before.
func withChecksum(_ text: String) -> String {
  let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
  let body = String(text.dropLast(6))
  var number = CRC32.of(Array(body.utf8).span)
  var checksum = ""
  for _ in 0..<6 {
    checksum = String(digits[Int(number % 62)]) + checksum
    number /= 62
  }
  return body + checksum
}
