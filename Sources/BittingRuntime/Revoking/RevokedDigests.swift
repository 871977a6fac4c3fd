internal import BundleFormat
package import KeyModel

/// The digests that revocation lists name, as a decision asks for them.
package struct RevokedDigests: ~Escapable {
  /// The most digests of a bucket that are compared one by one.
  private static var runLength: Int { 8 }

  private let digests: Span<TokenDigest>
  private let index: Span<UInt32>

  @_lifetime(immortal)
  @unsafe
  @inline(__always)
  init(_ entry: RevocationEntry) {
    unsafe digests = _overrideLifetime(entry.digests.span, copying: ())
    unsafe index = _overrideLifetime(entry.index.span, copying: ())
  }

  /// No digest is revoked.
  package static var none: RevokedDigests {
    @_lifetime(immortal)
    get { unsafe RevokedDigests(.none) }
  }

  /// Whether `digest` is revoked.
  ///
  /// Each digest is compared whole, and how many are compared depends on the leading bits of `digest` alone, which
  /// whoever sent the token knows. Without a list there is nothing to do and nothing to hide.
  @inline(__always)
  package func contains(_ digest: TokenDigest) -> Bool {
    !digests.isEmpty && isListed(digest)
  }

  @inline(never)
  @_optimize(speed)
  private func isListed(_ digest: TokenDigest) -> Bool {
    let run = run(of: digest)
    var isMissing = ~0 as UInt64
    for other in run { isMissing &= digest.isOther(than: digests[other]) }
    return isMissing == 0
  }

  /// The digests that may be `digest`, one at least.
  ///
  /// Digests that were declared rather than computed can crowd one bucket; it is halved until a short run is left.
  @inline(__always)
  private func run(of digest: TokenDigest) -> Range<Int> {
    let bucket = SecretIndex.bucket(of: digest, bits: SecretIndex.bits(for: digests.count))
    var (low, high) = (Int(index[bucket]), Int(index[bucket + 1]))
    while high - low > RevokedDigests.runLength {
      let middle = low + (high - low) / 2
      if digest < digests[middle] { high = middle } else { low = middle }
    }
    low = min(low, digests.count - 1)
    return low..<max(high, low + 1)
  }
}
