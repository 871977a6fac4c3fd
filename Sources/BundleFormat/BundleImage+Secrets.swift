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

  /// The most records of a bucket that are compared one by one.
  private static var runLength: Int { 8 }

  /// The secret with `digest`, or another one where there is none; nil only if there are no secrets at all, which
  /// leaves nothing to hide.
  ///
  /// Each digest is compared whole, in a time that does not depend on where it differs. How many are compared depends
  /// on the leading bits of `digest` alone, which whoever sent the token knows. `guide` is the image's own, if there is
  /// one.
  package func candidate(for digest: TokenDigest, by guide: ImageGuide = .none) -> Candidate? {
    let count = count(of: .secrets)
    guard count > 0 else { return nil }
    let run = run(of: digest, count: count, guide)
    var (index, difference) = (run.lowerBound, self.difference(run.lowerBound, digest))
    var other = index + 1
    while other < run.upperBound {
      let otherDifference = self.difference(other, digest)
      if otherDifference == 0 { (index, difference) = (other, 0) }
      other += 1
    }
    return Candidate(index: index, isFound: difference == 0, record: secret(index))
  }

  /// The records that may have `digest`, one at least.
  ///
  /// Digests that were declared rather than computed can crowd one bucket; it is halved until a short run is left.
  @inline(__always)
  private func run(of digest: TokenDigest, count: Int, _ guide: ImageGuide) -> Range<Int> {
    let bucket = SecretIndex.bucket(of: digest, bits: SecretIndex.bits(for: count))
    var (low, high) = (guide.firstSecret(of: bucket, in: self), guide.firstSecret(of: bucket + 1, in: self))
    while high - low > BundleImage.runLength {
      let middle = low + (high - low) / 2
      if digest < self.digest(middle) { high = middle } else { low = middle }
    }
    low = min(low, count - 1)
    return unsafe Range(uncheckedBounds: (low, max(high, low + 1)))
  }

  /// Zero exactly if secret `index` has `digest`.
  @inline(__always)
  private func difference(_ index: Int, _ digest: TokenDigest) -> UInt64 {
    let (own, other) = (self.digest(index).words, digest.words)
    return (own.0 ^ other.0) | (own.1 ^ other.1) | (own.2 ^ other.2) | (own.3 ^ other.3)
  }
}
