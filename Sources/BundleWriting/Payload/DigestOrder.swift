internal import KeyModel

/// The order of many digests.
///
/// Digests of tokens are as good as random, so their first sixteen bits put nearly each of them where it belongs; what
/// lands in one place is sorted, so that digests which somebody chose take no longer than any other values.
struct DigestOrder {
  /// The places of the digests, by digest.
  let places: [Int32]

  /// A digest by its first 64 bits.
  private struct Lead {
    var bits: UInt64 = 0
    var place: Int32 = 0
  }

  /// The order of the `count` digests that `digest` knows.
  init(_ count: Int, _ digest: (Int) -> TokenDigest) {
    var ends = [Int32](repeating: 0, count: 1 << 16)
    for index in 0..<count { ends[DigestOrder.bucket(digest(index).words.0)] += 1 }
    var end: Int32 = 0
    for bucket in ends.indices { (ends[bucket], end) = (end, end + ends[bucket]) }
    var leads = [Lead](repeating: Lead(), count: count)
    for index in 0..<count {
      let bits = digest(index).words.0
      let bucket = DigestOrder.bucket(bits)
      leads[Int(ends[bucket])] = Lead(bits: bits, place: Int32(index))
      ends[bucket] += 1
    }
    var start = 0
    for end in ends {
      let bucket = start..<Int(end)
      start = Int(end)
      guard bucket.count > 1 else { continue }
      leads[bucket].sort { one, other in
        one.bits == other.bits ? digest(Int(one.place)) < digest(Int(other.place)) : one.bits < other.bits
      }
    }
    places = leads.map(\.place)
  }

  private static func bucket(_ bits: UInt64) -> Int { Int(bits >> 48) }
}
