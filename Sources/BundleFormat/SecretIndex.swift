package import KeyModel

/// The index from a digest to its record: 2^bits buckets by the digest's leading bits, and for each the number of the
/// first record that is not before it.
package enum SecretIndex {
  /// How many leading bits number the buckets of `count` secrets: about one secret in each.
  package static func bits(for count: Int) -> Int {
    count <= 2 ? 1 : Int.bitWidth - (count - 1).leadingZeroBitCount
  }

  /// How many entries the index of `count` secrets has: one for each bucket, and the end.
  package static func entryCount(for count: Int) -> Int { 1 << bits(for: count) + 1 }

  /// The bucket of `digest` among 2^`bits`.
  @inline(__always)
  package static func bucket(of digest: TokenDigest, bits: Int) -> Int {
    Int(truncatingIfNeeded: digest.words.0 &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }
}
