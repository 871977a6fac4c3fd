internal import KeyModel

/// The order of many digests.
///
/// Digests of tokens are as good as random, so their first sixteen bits put nearly each of them where it belongs; what
/// lands in one place is sorted, so that digests which somebody chose take no longer than any other values.
struct DigestOrder {
  /// The places of the digests, by digest.
  let places: [Int32]

  /// The order of the `count` digests that `digest` knows.
  init(_ count: Int, _ digest: (Int) -> TokenDigest) {
    var ends = [Int](repeating: 0, count: 1 << 16)
    for index in 0..<count { ends[DigestOrder.bucket(digest(index))] += 1 }
    var end = 0
    for bucket in ends.indices { (ends[bucket], end) = (end, end + ends[bucket]) }
    var places = [Int32](repeating: 0, count: count)
    for index in 0..<count {
      let bucket = DigestOrder.bucket(digest(index))
      places[ends[bucket]] = Int32(index)
      ends[bucket] += 1
    }
    var start = 0
    for end in ends {
      if end - start > 1 { places[start..<end].sort { digest(Int($0)) < digest(Int($1)) } }
      start = end
    }
    self.places = places
  }

  private static func bucket(_ digest: TokenDigest) -> Int { Int(digest.words.0 >> 48) }
}
