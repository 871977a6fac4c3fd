import KeyModel
import Testing

/// Each written form of the language: what it accepts, and what merely looks like it.
@Suite struct WrittenFormTests {
  @Test(arguments: ["ab", "acme-sync", "a2", "2a", String(repeating: "k", count: 64)])
  func readsNamesOfKeys(_ text: String) {
    #expect(KeyID(text)?.description == text)
  }

  @Test(arguments: [
    "", "a", "-ab", "ab-", "Acme", "acme_sync", "acme sync", "acmé", "ac\u{212A}", String(repeating: "k", count: 65),
  ])
  func refusesOtherNamesOfKeys(_ text: String) {
    #expect(KeyID(text) == nil)
  }

  @Test(arguments: [
    ("orders:read", false), ("*:write", true), ("orders:*", true), ("*:*", true), ("order-items:read_all", false),
  ])
  func readsScopes(_ text: String, _ hasWildcard: Bool) {
    #expect(ScopePattern(text)?.description == text)
    #expect(ScopePattern(text)?.hasWildcard == hasWildcard)
    #expect((Scope(text) == nil) == hasWildcard)
  }

  @Test(arguments: [
    "", ":", "orders", "orders:", ":read", "orders:read:write", "Orders:read", "or*:read", "**:read", "a b:read",
  ])
  func refusesOtherScopes(_ text: String) {
    #expect(ScopePattern(text) == nil)
  }

  @Test(arguments: [("90s", 90), ("15m", 900), ("24h", 86_400), ("90d", 7_776_000), ("0", 0), ("0d", 0)])
  func readsLengthsOfTime(_ text: String, _ seconds: Int64) {
    #expect(TimeSpan(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "d", "1", "-1d", "+1d", "1.5h", "1w", "01d", "1 d", "1D", "9223372036854775807d", "40000000000s",
  ])
  func refusesOtherLengthsOfTime(_ text: String) {
    #expect(TimeSpan(text) == nil)
  }

  @Test(arguments: ["60/min", "10/s", "1000/h", "5/d", "unlimited", "4294967295/s"])
  func readsRates(_ text: String) {
    #expect(Rate(text)?.description == text)
  }

  @Test(arguments: [
    "", "0/min", "60", "60/", "/min", "60/minute", "60/month", "1e3/s", "4294967296/s", "Unlimited", "60 /min",
  ])
  func refusesOtherRates(_ text: String) {
    #expect(Rate(text) == nil)
  }

  @Test(arguments: [
    ("600/min", "10/s", false), ("601/min", "10/s", true), ("unlimited", "10/s", true), ("10/s", "unlimited", false),
    ("unlimited", "unlimited", false), ("4294967295/s", "4294967294/s", true), ("1/d", "1/h", false),
  ])
  func comparesRatesExactly(_ one: String, _ other: String, _ exceeds: Bool) throws {
    #expect(try #require(Rate(one)).exceeds(try #require(Rate(other))) == exceeds)
  }

  @Test(arguments: ["100000/month", "1/day", "9223372036854775807/hour"])
  func readsQuotas(_ text: String) {
    #expect(Quota(text)?.description == text)
  }

  @Test(arguments: ["0/month", "1/min", "1/months", "-1/day", "9223372036854775808/hour", "unlimited"])
  func refusesOtherQuotas(_ text: String) {
    #expect(Quota(text) == nil)
  }

  @Test(arguments: ["acme", "ACME", "acme.example", "a@b", "4711", "~x", "a,b", "..."])
  func readsTenantsThatAPathCanCarry(_ text: String) {
    #expect(TenantName(text)?.description == text)
  }

  @Test(arguments: ["", "*", ".", "..", "a/b", "a;b", "a%20b", "a b", "acmé", "a?b", "a#b", "a\\b", "a*"])
  func refusesOtherTenants(_ text: String) {
    #expect(TenantName(text) == nil)
  }

  @Test func comparesBytesWhereSwiftComparesMeaning() {
    #expect("\u{212A}" == "K")
    #expect(Text("\u{212A}") != Text("K"))
    #expect("e\u{301}" == "é")
    #expect(Text("e\u{301}") != Text("é"))
    #expect(Set([Text("e\u{301}"), Text("é")]).count == 2)
  }
}
