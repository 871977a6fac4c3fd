import BundleFormat
import BundleSamples
import KeyModel
import Testing

struct RevocationStatementTests {
  private static let good =
    "bitting-revocations 1 project=shop sequence=1795417200 issued=2026-11-23T07:00:00Z count=2"

  private func parse(_ text: String) throws(BundleStatement.Failure) -> RevocationStatement {
    try RevocationStatement(parsing: text.utf8.span)
  }

  @Test func readsEveryField() throws {
    let statement = try parse(RevocationStatementTests.good)
    #expect(statement.project == name("shop"))
    #expect(statement.sequence == 1_795_417_200)
    #expect(statement.issued == instant("2026-11-23T07:00:00Z"))
    #expect(statement.count == 2)
  }

  @Test(arguments: [
    good, good.replacing("count=2", with: "count=0"), good.replacing("count=2", with: "count=16000000"),
  ])
  func writesWhatItRead(text: String) throws {
    #expect(try parse(text).description == text)
  }

  @Test(arguments: [
    ("", ""), ("bitting-revocations", "bitting"), ("bitting-", "Bitting-"), ("revocations 1", "revocations  1"),
    ("revocations 1", "revocations 01"), ("revocations 1", "revocations"), ("project=shop", "project=Shop"),
    ("project=shop", "project="), ("project=shop ", ""), ("1795417200", "1795417201"), ("1795417200", "01795417200"),
    ("T07:00:00Z", ""), ("2026-11-23T07:00:00Z", "2026-11-23T07:00:00+00:00"), ("count=2", "count=02"),
    ("count=2", "count=-2"), ("count=2", "count=16000001"), ("count=2", "count=2 "), ("count=2", "count=2 extra=1"),
    (" count=2", ""), ("count=2", "count=2\n"), ("count=2", "Count=2"),
  ])
  func refusesAnyOtherForm(old: String, new: String) throws {
    let text = old.isEmpty ? new : RevocationStatementTests.good.replacing(old, with: new, maxReplacements: 1)
    try #require(text != RevocationStatementTests.good)
    #expect(throws: BundleStatement.Failure.malformed) { try parse(text) }
  }

  @Test(arguments: ["bitting-revocations 2", "bitting-revocations 0", "bitting-revocations 10 project=x"])
  func saysThatALaterVersionIsOne(text: String) {
    #expect(throws: BundleStatement.Failure.unsupportedVersion) { try parse(text) }
  }
}
