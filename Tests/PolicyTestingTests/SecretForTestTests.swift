import BittingCompiler
import KeyModel
import Testing

/// Which of a key's secrets a test asks with.
@Suite struct SecretForTestTests {
  @Test(arguments: [
    ("2026-08-31T23:59:59Z", "aaaaaaa3"),  // before all: the newest, and of two the one that ends last
    ("2026-09-01T00:00:00Z", "aaaaaaa1"),  // the instant at which the first begins
    ("2026-09-15T00:00:00Z", "aaaaaaa1"),  // two are live: the one that ends last, not the newer one
    ("2026-10-19T23:59:59Z", "aaaaaaa1"),
    ("2026-10-20T00:00:00Z", "aaaaaaa3"),  // closed at the instant of its end: none is live
    ("2026-11-05T00:00:00Z", "aaaaaaa3"),
    ("2027-01-01T00:00:00Z", "aaaaaaa3"),
  ])
  func isTheLiveOneThatEndsLastElseTheNewest(instant: String, handle: String) throws {
    let key = try SmallShop().key("acme")
    let secret = key.secret(forTestAt: try #require(Instant(instant)))
    #expect(secret?.handle?.value.description == handle)
  }

  @Test func isNoneOfAKeyWithoutSecrets() throws {
    #expect(try SmallShop().key("empty").secret(forTestAt: .earliest) == nil)
  }
}
