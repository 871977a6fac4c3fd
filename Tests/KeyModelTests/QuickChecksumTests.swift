import CChecksum
import KeyModel
import TestSupport
import Testing

/// The checksum of a token's random part by multiplication without carries, beside that by tables.
struct QuickChecksumTests {
  @Test(.enabled(if: cchecksum_has_instructions() != 0, "the processor does not multiply without carries"))
  func isThatOfTheTables() {
    var random = SeededGenerator(printing: "texts")
    for round in 0..<20_000 {
      let lead = (0..<Int.random(in: 0...25, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let body = (0..<TokenForm.randomLength).map { _ in UInt8.random(in: 0...255, using: &random) }
      let before = CRC32.checksum(lead.span) ^ 0xFFFF_FFFF
      let after = unsafe cchecksum_random(before, body) ^ 0xFFFF_FFFF
      #expect(after == CRC32.checksum((lead + body).span), "round \(round)")
    }
    #expect(TokenForm.randomLength == Int(CCHECKSUM_RANDOM))
  }
}
