@testable import BittingReview
import KeyModel
import TestSupport
import Testing

/// Sets of addresses against the networks that they are made of, one address at a time.
@Suite struct AddressSetTests {
  private static let texts = [
    "0.0.0.0/0", "203.0.113.0/24", "203.0.113.0/25", "203.0.113.128/25", "203.0.113.255", "0.0.0.0", "255.255.255.255",
    "::/0", "::/1", "8000::/1", "::ffff:203.0.113.0/120", "2001:db8::/32", "2001:db8::/33", "::", "ffff::/16",
    "::fffe:0:0/96", "::1:0:0:0/80",
  ]

  @Test func admitsWhomItsNetworksAdmit() throws {
    var random = SeededGenerator(printing: "networks")
    for _ in 0..<3_000 {
      let lists = (0..<2).map { _ in list(&random) }
      let sets = lists.map { AddressSet($0) }
      if let origin = sets[0].origin(sharedWith: sets[1]) {
        #expect(admits(lists[0], origin.address) && admits(lists[1], origin.address), "\(lists)")
      }
      if let origin = sets[0].origin(outside: sets[1]) {
        #expect(admits(lists[0], origin.address) && !admits(lists[1], origin.address), "\(lists)")
      }
      for address in borders(lists) {
        if admits(lists[0], address), admits(lists[1], address) { #expect(sets[0].origin(sharedWith: sets[1]) != nil) }
        if admits(lists[0], address), !admits(lists[1], address) { #expect(sets[0].origin(outside: sets[1]) != nil) }
      }
    }
  }

  @Test func findsTheNetworkThatACallerComesFrom() throws {
    var random = SeededGenerator(printing: "networks to search")
    var found = 0
    for _ in 0..<3_000 {
      let networks = list(&random) ?? []
      let search = NetworkSearch(networks)
      for address in borders([networks]).compactMap(\.self) {
        let network = search.network(holding: address)
        #expect(network == networks.sorted().first { $0.contains(address) }, "\(networks) \(address)")
        if network != nil { found += 1 }
      }
    }
    #expect(found > 1_000)
  }

  private func list(_ random: inout SeededGenerator) -> [Network]? {
    guard random.next() % 6 > 0 else { return nil }
    return (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
      AddressSetTests.texts.randomElement(using: &random).flatMap { Network($0) }
    }
  }

  private func admits(_ networks: [Network]?, _ address: Address?) -> Bool {
    guard let networks else { return true }
    return address.map { address in networks.contains { $0.contains(address) } } ?? false
  }

  /// The first and last addresses of all networks, and those right beside them.
  private func borders(_ lists: [[Network]?]) -> [Address?] {
    let networks = lists.flatMap { $0 ?? [] }
    let numbers = networks.flatMap { network -> [UInt128] in
      let first = UInt128(network.base.high) << 64 | UInt128(network.base.low)
      let size = network.prefixLength == 0 ? UInt128.max : UInt128(1) << UInt128(128 - network.prefixLength) &- 1
      return [first, first &- 1, first &+ size, first &+ size &+ 1]
    }
    return [nil] + numbers.map { Address(high: UInt64($0 >> 64), low: UInt64(truncatingIfNeeded: $0)) }
  }
}
