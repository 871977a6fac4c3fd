import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// Whether an image's networks admit an address, beside what the networks themselves say.
struct NetworkTests {
  private static let bases = [
    Address(high: 0, low: 0), Address(high: .max, low: .max), Address(high: 0, low: 1), Address(v4: 0xCB00_7109),
    Address(v4: 0), Address(v4: .max), Address(high: 0, low: 0xFFFE_0000_0000), Address(high: 0, low: 1 << 48),
    Address(high: 0x2001_0DB8_0000_0001, low: 0x8000_0000_0000_0001),
  ]

  /// All lengths of prefixes, each in a set of its own.
  @Test func admitsJustTheAddressesOfANetwork() throws {
    let networks = Self.bases.flatMap { base in
      (0...128).compactMap { Network(around: base, prefixLength: UInt8($0)) }
    }
    try compare(networks.map { [$0] }, asking: Self.bases)
  }

  @Test func admitsJustTheAddressesOfASet() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    let sets = (0..<300).map { _ in randomSet(using: &generator) }
    try compare(sets + [[]], asking: Self.bases, "seed \(seed)")
  }

  /// Networks that lie apart.
  private func randomSet(using generator: inout SeededGenerator) -> [Network] {
    var networks: [Network] = []
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let base = Self.bases[Int.random(in: 0..<Self.bases.count, using: &generator)]
      let bit = UInt64(1) << UInt64.random(in: 0..<64, using: &generator)
      let near =
        base.isV4
        ? Address(v4: UInt32(truncatingIfNeeded: base.low ^ bit))
        : Address(high: base.high ^ (bit >> 1), low: base.low ^ bit)
      guard let network = Network(around: near, prefixLength: UInt8.random(in: 0...128, using: &generator)) else {
        continue
      }
      if !networks.contains(where: { $0.contains(network) || network.contains($0) }) { networks.append(network) }
    }
    return networks
  }

  private func compare(_ sets: [[Network]], asking more: [Address], _ comment: Comment? = nil) throws {
    let bytes = try payload(sets)
    let image = try BundleImage(checking: bytes.span)
    for (number, set) in sets.enumerated() {
      let record = image.secret(number).networkSet
      let isOpen = image.networks(record, admit: nil)
      #expect(!isOpen, comment)
      for address in set.flatMap(borders) + more {
        let isAdmitted = image.networks(record, admit: address)
        #expect(isAdmitted == set.contains { $0.contains(address) }, "\(set), \(address), \(comment ?? "")")
      }
    }
  }

  /// The first and the last address of `network`, and those beside them.
  private func borders(_ network: Network) -> [Address] {
    func tail(_ bits: Int) -> UInt64 { bits <= 0 ? 0 : bits >= 64 ? .max : 1 << UInt64(bits) - 1 }
    let bits = 128 - Int(network.prefixLength)
    let (first, last) = (
      network.base, Address(high: network.base.high | tail(bits - 64), low: network.base.low | tail(bits))
    )
    return [
      first, last, Address(high: first.high &- (first.low == 0 ? 1 : 0), low: first.low &- 1),
      Address(high: last.high &+ (last.low == .max ? 1 : 0), low: last.low &+ 1),
    ]
  }

  /// A content whose secret with each number has the set with that number.
  private func payload(_ sets: [[Network]]) throws -> [UInt8] {
    var content = Samples.small()
    content.tombstones = []
    content.keys = sets.enumerated().map { number, set in
      var key = content.keys[0]
      key.id = keyID("key-\(number)")
      key.networks = set
      let digest = TokenDigest(words: (UInt64(number) << 32, 0, 0, 0))
      key.secrets = [.init(digest: digest, handle: nil, starts: .earliest, ends: .latest)]
      return key
    }
    return try PayloadEncoder.encode(content)
  }
}
