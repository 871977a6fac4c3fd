import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Testing

struct HighWaterTests {
  private static let text = """
    bitting-state 1
    project=shop
    service=storefront
    environment=live
    sequence=1795417200
    content=\(String(repeating: "0123456789abcdef", count: 4))

    """

  @Test func writesWhatItRead() throws {
    let mark = try #require(HighWater(HighWaterTests.text))
    #expect(mark.sequence == 1_795_417_200)
    #expect(mark.description == HighWaterTests.text)
  }

  @Test func keepsWhatOpeningReturned() throws {
    let workshop = Workshop()
    let mark = try workshop.open(try workshop.seal(Samples.small())).next
    #expect(HighWater(mark.description) == mark)
  }

  /// A file that was cut, or written by another version, must not pass for a first start.
  @Test func refusesEveryTruncation() {
    let bytes = Array(HighWaterTests.text.utf8)
    for length in bytes.indices { #expect(HighWater(parsing: bytes.span.extracting(0..<length)) == nil) }
  }

  @Test(arguments: [
    ("1\n", "2\n"), ("project", "Project"), ("shop", ""), ("=1795417200", "=01795417200"),
    ("1795417200", "9223372036854775807"), ("\nservice", "\n\nservice"), ("live\n", "live\r\n"), ("live\n", "live \n"),
    ("abcdef\n", "abcdef\n\n"), ("abcdef\n", "abcdef\nextra=1\n"), ("content", "sequence"),
  ])
  func refusesAnyOtherForm(old: String, new: String) {
    #expect(HighWater(HighWaterTests.text.replacing(old, with: new, maxReplacements: 1)) == nil)
  }

  // MARK: With revocations

  private static let revoked =
    text.replacing("state 1", with: "state 2") + """
      revocation-sequence=1795417260
      revocation-content=\(String(repeating: "fedcba9876543210", count: 4))
      revoked=2
      \(String(repeating: "0123456789abcdef", count: 4))
      \(String(repeating: "123456789abcdef0", count: 4))

      """

  @Test func writesWhatItReadOfRevocations() throws {
    let mark = try #require(HighWater(HighWaterTests.revoked))
    #expect(mark.revocations?.sequence == 1_795_417_260)
    #expect(mark.revocations?.count == 2)
    #expect(mark.description == HighWaterTests.revoked)
    #expect(mark.bytes == Array(HighWaterTests.revoked.utf8))
  }

  @Test func refusesEveryTruncationOfRevocations() {
    let bytes = Array(HighWaterTests.revoked.utf8)
    for length in bytes.indices { #expect(HighWater(parsing: bytes.span.extracting(0..<length)) == nil) }
  }

  @Test(arguments: [
    ("2\n", "1\n"), ("2\n", "3\n"), ("revoked=2", "revoked=1"), ("revoked=2", "revoked=3"), ("revoked=2", "revoked=02"),
    ("revoked=2", "revoked=-2"), ("revoked=2", "revoked=9223372036854775807"), ("=1795417260", "="),
    ("1795417260", "9223372036854775807"), ("fedcba", "FEDCBA"), ("0123456789abcdef0123", "2123456789abcdef0123"),
    ("123456789abcdef0\n", "123456789abcdef0\n\n"), ("123456789abcdef0\n", "123456789abcdef0"),
    ("revocation-content", "revocation-sequence"),
  ])
  func refusesAnyOtherFormOfRevocations(old: String, new: String) {
    let text = HighWaterTests.revoked
    let changed =
      old.hasPrefix("0123456789abcdef0123")
      ? text.replacing("\n" + old, with: "\n" + new) : text.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != text)
    #expect(HighWater(changed) == nil)
  }
}
