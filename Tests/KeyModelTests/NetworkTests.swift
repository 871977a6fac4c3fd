import KeyModel
import TestSupport
import Testing

@Suite struct NetworkTests {
  @Test(arguments: [
    ("203.0.113.0/24", "203.0.113.0/24"), ("10.0.0.1", "10.0.0.1/32"), ("0.0.0.0/0", "0.0.0.0/0"),
    ("2001:db8::/32", "2001:db8::/32"), ("::1", "::1/128"), ("::/0", "::/0"), ("::ffff:10.0.0.0/104", "10.0.0.0/8"),
    ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1/128"), ("::ffff:203.0.113.9", "203.0.113.9/32"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0/128"),
  ])
  func readsAndWritesCanonically(_ text: String, _ canonical: String) {
    #expect(Network(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "/", "203.0.113.7/24", "203.0.113.0/33", "203.0.113.0/024", "203.0.113.0/", "203.0.113.0/-1", "203.0.113",
    "203.0.113.0.0", "203.0.113.256", "010.0.0.1", "0x7f.0.0.1", "1.2.3.4 ", "2001:db8::1/32", "2001:db8::/129",
    "1::2::3", ":1", "1:", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "12345::", "g::",
    "fe80::1%eth0", "::1.2.3", "::1.2.3.4.5", "1.2.3.4::", "[::1]", "::ffff:300.0.0.1",
  ])
  func refusesEverythingElse(_ text: String) {
    #expect(Network(text) == nil)
  }

  @Test(arguments: [
    ("203.0.113.0/24", "203.0.113.255", true), ("203.0.113.0/24", "203.0.114.0", false),
    ("203.0.113.0/24", "::ffff:203.0.113.9", true), ("::/0", "203.0.113.9", false), ("::/0", "2001:db8::1", true),
    ("0.0.0.0/0", "2001:db8::1", false), ("0.0.0.0/0", "203.0.113.9", true), ("::ffff:0:0/96", "203.0.113.9", true),
    ("2001:db8::/32", "2001:db9::", false), ("2001:db8::/32", "2001:db8:ffff::1", true),
    ("::/64", "203.0.113.9", false),
  ])
  func holdsTheAddressesOfItsOwnFamily(_ network: String, _ address: String, _ isInside: Bool) throws {
    #expect(try #require(Network(network)).contains(try #require(Address(address))) == isInside)
  }

  @Test func namesTheBlockThatWasMeant() {
    #expect(Network.nearest(to: "203.0.113.7/24".utf8.span)?.description == "203.0.113.0/24")
  }

  @Test func writesWhatItReadsForRandomAddresses() {
    var random = SeededGenerator(printing: "addresses")
    for _ in 0..<20_000 {
      // Few distinct groups make runs of zeros likely, which is where the text is hard.
      let groups = (0..<8).map { _ in random.next().isMultiple(of: 4) ? random.next() & 0xFFFF : 0 }
      let high = groups[0..<4].reduce(0) { $0 << 16 | $1 }
      let low = groups[4..<8].reduce(0) { $0 << 16 | $1 }
      let address = Address(high: high, low: low)
      #expect(Address(address.description) == address, "\(address)")
    }
  }
}
