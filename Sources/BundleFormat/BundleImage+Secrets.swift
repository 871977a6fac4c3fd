internal import CHints
package import KeyModel

extension BundleImage {
  /// The secret that a digest led to.
  package struct Candidate {
    /// Its number.
    package let index: Int
    /// Whether it has the digest; else it is a neighbour, fetched so that its absence takes no less time.
    package let isFound: Bool
    /// Its record.
    package let record: SecretRecord
  }

  /// The records that are compared at a time, and the most of a bucket that are compared.
  private static var runLength: Int { 4 }

  /// The secret with `digest`, or another one where there is none; nil only if there are no secrets at all, which
  /// leaves nothing to hide.
  ///
  /// Each digest is compared whole, in a time that does not depend on where it differs. Which are compared depends on the
  /// leading bits of `digest` alone, which whoever sent the token knows. `guide` is the image's own, if there is one.
  package func candidate(for digest: TokenDigest, by guide: ImageGuide = .none) -> Candidate? {
    let count = count(of: .secrets)
    guard count > 0 else { return nil }
    let (first, end) = first(before: digest, count: count, guide)
    // Always as many, even where some are of other buckets, and without a branch: the time would tell which one it is, and
    // a wrong guess would throw away all that the processor has done beyond it while it waited for the hash.
    var index = UInt64(truncatingIfNeeded: first)
    var isOther = digest.isOther(than: self.digest(first))
    var next = first &+ 1
    while next < end {
      let isNext = ~digest.isOther(than: self.digest(next))
      index ^= (index ^ UInt64(truncatingIfNeeded: next)) & isNext
      isOther &= ~isNext
      next &+= 1
    }
    let found = Int(truncatingIfNeeded: index)
    return Candidate(index: found, isFound: chints_opaque(isOther) == 0, record: secret(found))
  }

  /// The number of a record from which on `digest` is among the next ``runLength``, if it is there.
  @inline(__always)
  private func first(before digest: TokenDigest, count: Int, _ guide: ImageGuide) -> (Int, Int) {
    let bucket = SecretIndex.bucket(of: digest, bits: SecretIndex.bits(for: count))
    var (low, high) = (guide.firstSecret(of: bucket, in: self), guide.firstSecret(of: bucket &+ 1, in: self))
    // Digests that were declared rather than computed can crowd one bucket; it is halved until few enough are left.
    while high &- low > BundleImage.runLength {
      let middle = (low &+ high) &>> 1
      if digest < self.digest(middle) { high = middle } else { low = middle }
    }
    return (min(low, count &- 1), high)
  }
}
