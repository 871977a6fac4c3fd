import BundleFormat
import BundleSamples
import KeyModel
import Testing

struct BundleStatementTests {
  private static let digest = String(repeating: "0123456789abcdef", count: 4)
  private static let commit = String(repeating: "89abcdef01", count: 4)
  private static let good =
    "bitting 1 service=storefront environment=live sequence=1795417200 issued=2026-11-23T07:00:00Z"
    + " expires=2026-11-30T07:00:00Z content=\(digest) commit=\(commit) dirty=no"

  private func parse(_ text: String) throws(BundleStatement.Failure) -> BundleStatement {
    try BundleStatement(parsing: text.utf8.span)
  }

  @Test func readsEveryField() throws {
    let statement = try parse(BundleStatementTests.good)
    #expect(statement.service == name("storefront"))
    #expect(statement.environment == EnvironmentName("live"))
    #expect(statement.sequence == 1_795_417_200)
    #expect(statement.issued == instant("2026-11-23T07:00:00Z"))
    #expect(statement.expires == instant("2026-11-30T07:00:00Z"))
    #expect(statement.content == ContentDigest(BundleStatementTests.digest))
    #expect(statement.commit == CommitID(BundleStatementTests.commit))
    #expect(!statement.isDirty)
  }

  @Test(arguments: [
    good, good.replacing("dirty=no", with: "dirty=yes"), good.replacing("commit=\(commit)", with: "commit=none"),
  ])
  func writesWhatItRead(text: String) throws {
    #expect(try parse(text).description == text)
  }

  @Test(arguments: [
    ("", ""), ("bitting", "Bitting"), ("bitting 1", "bitting  1"), ("bitting 1", "bitting 01"),
    ("bitting 1", "bitting +1"), ("bitting 1 ", "bitting 1"), (" service", "  service"), ("service", "Service"),
    ("storefront", "Storefront"), ("storefront", ""), ("=live", "=li-ve"), ("=live", "=\u{212A}"),
    ("1795417200", "1795417201"), ("1795417200", "01795417200"), ("1795417200", "9223372036854775807"),
    ("1795417200", "-1"), ("T07:00:00Z expires", "T07:00:00z expires"), ("2026-11-30T07:00:00Z", "2026-11-30"),
    ("2026-11-30T07:00:00Z", "2026-11-31T07:00:00Z"), ("2026-11-30T07:00:00Z", "2026-11-30T07:00:00+00:00"),
    ("abcdef", "ABCDEF"), ("dirty=no", "dirty=maybe"), ("dirty=no", "dirty=no "),
    ("dirty=no", "dirty=no extra=1"), (" dirty=no", ""), ("commit=89", "commit=8"), ("dirty=no", "dirty=no\n"),
    ("service=storefront environment=live", "environment=live service=storefront"),
  ])
  func refusesAnyOtherForm(old: String, new: String) throws {
    let text = old.isEmpty ? new : BundleStatementTests.good.replacing(old, with: new, maxReplacements: 1)
    try #require(text != BundleStatementTests.good)
    #expect(throws: BundleStatement.Failure.malformed) { try parse(text) }
  }

  @Test(arguments: ["bitting 2", "bitting 0", "bitting 10 service=x", "bitting 2 whatever=there is"])
  func saysThatALaterVersionIsOne(text: String) {
    #expect(throws: BundleStatement.Failure.unsupportedVersion) { try parse(text) }
  }
}
