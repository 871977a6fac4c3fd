import Sodium
import Testing

/// Answers published with the algorithms.
@Suite struct KnownAnswerTests {
  struct Hashed: Sendable {
    let message: String
    let sha256: String
    let blake2b256: String
    let blake2b512: String
  }

  /// FIPS 180-4 examples; RFC 7693, appendix A; the shorter BLAKE2b digests as its reference code gives them.
  @Test(arguments: [
    Hashed(
      message: "",
      sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      blake2b256: "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
      blake2b512: "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419"
        + "d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce"),
    Hashed(
      message: "abc",
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      blake2b256: "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
      blake2b512: "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"),
  ])
  func hashesHaveTheirPublishedDigests(hashed: Hashed) {
    let message = Array(hashed.message.utf8)
    #expect(hex(SHA256.hash(message.span)) == hashed.sha256)
    #expect(hex(BLAKE2b.hash256(message.span)) == hashed.blake2b256)
    #expect(hex(BLAKE2b.hash512(message.span)) == hashed.blake2b512)
  }

  struct Authenticated: Sendable {
    let key: [UInt8]
    let message: String
    let code: String
  }

  /// RFC 4231, test cases 1, 2 and 6.
  @Test(arguments: [
    Authenticated(
      key: [UInt8](repeating: 0x0B, count: 20), message: "Hi There",
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Authenticated(
      key: Array("Jefe".utf8), message: "what do ya want for nothing?",
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Authenticated(
      key: [UInt8](repeating: 0xAA, count: 131), message: "Test Using Larger Than Block-Size Key - Hash Key First",
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
  ])
  func authenticationHasItsPublishedCode(case authenticated: Authenticated) {
    let message = Array(authenticated.message.utf8)
    let whole = HMACSHA256.code(for: message.span, key: authenticated.key.span)
    #expect(whole.withBytes { hex($0.array) } == authenticated.code)
    let start = Array(message.dropLast())
    let inTwo = HMACSHA256.code(for: start.span, followedBy: message.last, key: authenticated.key.span)
    #expect(inTwo.withBytes { hex($0.array) } == authenticated.code)
  }

  struct Derived: Sendable {
    let secret: [UInt8]
    let salt: [UInt8]
    let info: [UInt8]
    let key: String
  }

  /// RFC 5869, appendix A.1 to A.3, the first 32 bytes of each.
  @Test(arguments: [
    Derived(
      secret: [UInt8](repeating: 0x0B, count: 22), salt: Array(0x00...0x0C), info: Array(0xF0...0xF9),
      key: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"),
    Derived(
      secret: Array(0x00...0x4F), salt: Array(0x60...0xAF), info: Array(0xB0...0xFF),
      key: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"),
    Derived(
      secret: [UInt8](repeating: 0x0B, count: 22), salt: [], info: [],
      key: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"),
  ])
  func derivationHasItsPublishedKey(case derived: Derived) {
    let key = HKDFSHA256.key(from: derived.secret.span, salt: derived.salt.span, info: derived.info.span)
    #expect(key.withBytes { hex($0.array) } == derived.key)
  }

  private func hex(_ bytes: [UInt8]) -> String {
    String(decoding: Hex.encode(bytes.span), as: UTF8.self)
  }
}
