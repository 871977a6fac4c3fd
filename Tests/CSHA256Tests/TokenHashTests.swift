import CSHA256
import CSodium
import TestSupport
import Testing

struct TokenHashTests {
  @Test func agreesWithLibsodiumAtEveryLength() {
    var generator = SeededGenerator(seed: 55)
    for length in 0...255 {
      for _ in 0..<20 {
        let message = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        #expect(digest(message) == expected(message), "length \(length), seed 55")
      }
    }
  }

  @Test func hashesNothing() {
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe csha256_token(nil, 0, &digest)
    #expect(digest == expected([]))
  }

  /// FIPS 180-4 example: "abc".
  @Test func hashesTheStandardsExample() {
    #expect(digest(Array("abc".utf8)).prefix(4) == [0xba, 0x78, 0x16, 0xbf])
  }

  private func digest(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    unsafe csha256_token(message, message.count, &digest)
    return digest
  }

  private func expected(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = unsafe crypto_hash_sha256(&digest, message, UInt64(message.count))
    return digest
  }
}
