internal import BundleFormat
internal import KeyModel

/// Digests as a decision looks them up, in memory of their own: sorted, with an index as that of a bundle's secrets.
@safe
final class RevocationTable: @unchecked Sendable {
  // Invariant: nothing writes here after `init`, which is what `@unchecked Sendable` relies on.
  private let sorted: UnsafeMutableBufferPointer<TokenDigest>
  private let index: UnsafeMutableBufferPointer<UInt32>

  /// A table of `digests`, in ascending order, each once.
  init(sorted digests: [TokenDigest]) {
    unsafe sorted = .allocate(capacity: digests.count)
    _ = unsafe sorted.initialize(fromContentsOf: digests)
    let bits = SecretIndex.bits(for: digests.count)
    unsafe index = .allocate(capacity: SecretIndex.entryCount(for: digests.count))
    var count = 0
    for bucket in unsafe index.indices {
      while count < digests.count, SecretIndex.bucket(of: digests[count], bits: bits) < bucket { count += 1 }
      unsafe index.initializeElement(at: bucket, to: UInt32(count))
    }
  }

  deinit {
    unsafe sorted.deallocate()
    unsafe index.deallocate()
  }

  /// How many digests there are.
  var count: Int { unsafe sorted.count }

  /// The digests.
  var digests: Span<TokenDigest> {
    @_lifetime(borrow self)
    get { unsafe _overrideLifetime(UnsafeBufferPointer(sorted).span, borrowing: self) }
  }

  /// The table as a gate keeps it: without a count of references.
  var entry: RevocationEntry {
    unsafe RevocationEntry(digests: UnsafeBufferPointer(sorted), index: UnsafeBufferPointer(index))
  }

  /// The look-up.
  var lookup: RevokedDigests {
    @_lifetime(borrow self)
    get { unsafe _overrideLifetime(RevokedDigests(entry), borrowing: self) }
  }
}

/// Where a table lies. Whoever keeps this keeps the table too.
@unsafe
struct RevocationEntry {
  let digests: UnsafeBufferPointer<TokenDigest>
  let index: UnsafeBufferPointer<UInt32>

  /// No table.
  static var none: RevocationEntry {
    unsafe RevocationEntry(
      digests: UnsafeBufferPointer(start: nil, count: 0), index: UnsafeBufferPointer(start: nil, count: 0))
  }
}
