internal import CLanes
package import KeyModel

extension BundleImage {
  /// The secret that a digest led to.
  package struct Candidate {
    /// Its number.
    package let index: Int
    /// Whether it has the digest; else it is a neighbour, fetched so that its absence takes no less time.
    package let isFound: Bool
  }

  /// The most secrets of a bucket that are compared.
  private static var runLength: Int { 4 }
  /// The most secrets whose records lie so close to the processor that to compare some more costs less than to guess how
  /// many: half a megabyte of them.
  private static var nearCount: Int { 8_192 }
  /// The fewest secrets that are compared where their records come from afar. A bucket has one secret on average, at most,
  /// and one more if it is that of a secret which exists: with three, few of either are longer.
  private static var farRunLength: Int { 3 }

  /// Which secrets `digest` may be that of, one at least; nil only if there are no secrets at all, which leaves nothing
  /// to hide. They are on their way from memory then: whoever has something else to do meanwhile does that before asking
  /// for the candidate. `guide` is the image's own, if there is one.
  @inline(__always)
  package func places(of digest: TokenDigest, by guide: ImageGuide = .none) -> Range<Int>? {
    let count = count(of: .secrets)
    guard count > 0 else { return nil }
    if count > BundleImage.nearCount {
      // Digests are spread evenly, so the secret is not far from here. On large pages the processor learns where its page
      // is while the guide is on its way.
      let about = digest.words.0.multipliedFullWidth(by: UInt64(truncatingIfNeeded: count)).high
      prefetch(offset(.secrets, Int(truncatingIfNeeded: about)))
    }
    let run = run(around: digest, count: count, guide.secrets)
    // All of them, and never fewer than a few, or the time would tell how many there are, and tokens that exist are more
    // often among several.
    for place in run { prefetch(offset(.secrets, place)) }
    return run
  }

  /// The secret with `digest`, or another one where there is none.
  ///
  /// Each digest is compared whole, in a time that does not depend on where it differs. Which are compared depends on the
  /// leading bits of `digest` alone, which whoever sent the token knows. Nearly always as many are compared, since buckets
  /// that are full are more often those of secrets that exist.
  ///
  /// Invariant: `places` are those of `digest` in this image, or others that are there.
  package func candidate(for digest: TokenDigest, among places: Range<Int>) -> Candidate {
    // Without a branch on what a comparison comes to: the time would tell which one it is, and a wrong guess would throw
    // away all that the processor has done beyond it while it waited for the hash. No two secrets have one digest.
    let wanted = clanes_digest_of(digest.words.0, digest.words.1, digest.words.2, digest.words.3)
    var (isFound, distance) = (bytes.holds(wanted, at: offset(.secrets, places.lowerBound)), 0 as UInt64)
    var next = places.lowerBound &+ 1
    while next < places.upperBound {
      let isNext = bytes.holds(wanted, at: offset(.secrets, next))
      isFound |= isNext
      distance |= UInt64(truncatingIfNeeded: next &- places.lowerBound) & (0 &- isNext)
      next &+= 1
    }
    let found = places.lowerBound &+ Int(truncatingIfNeeded: distance)
    return Candidate(index: found, isFound: isFound == 1)
  }

  /// The secrets, one at least, of which `digest` is one if it is any of all `count`.
  @inline(__always)
  private func run(around digest: TokenDigest, count: Int, _ guide: SecretGuide) -> Range<Int> {
    let bucket = SecretIndex.bucket(of: digest, bits: SecretIndex.bits(for: count))
    var (low, high) = (guide.firstSecret(of: bucket, in: self), guide.firstSecret(of: bucket &+ 1, in: self))
    // Digests that were declared rather than computed can crowd one bucket; it is halved until few enough are left.
    while high &- low > BundleImage.runLength {
      let middle = (low &+ high) &>> 1
      if digest < self.digest(middle) { high = middle } else { low = middle }
    }
    guard count <= BundleImage.nearCount else {
      low = min(low, count &- BundleImage.farRunLength)
      return unsafe Range(uncheckedBounds: (low, max(high, low &+ BundleImage.farRunLength)))
    }
    low = max(0, min(low, count &- BundleImage.runLength))
    return unsafe Range(uncheckedBounds: (low, min(count, low &+ BundleImage.runLength)))
  }
}
