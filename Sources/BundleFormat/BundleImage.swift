internal import CHints
package import KeyModel

/// A payload as it lies in memory, checked once: what it says, read in place.
///
/// A view: it lives no longer than the bytes that it was made of. Nothing is copied or allocated.
@usableFromInline
package struct BundleImage: ~Escapable {
  /// All of the payload.
  @usableFromInline package let bytes: RawSpan

  /// The image in `payload`, once ``ImageChecker`` has seen all of it; takes time in proportion to its size.
  ///
  /// Most of the time goes into pieces of work that `both` does twice, one after the other or at once; they write nothing
  /// that the other reads.
  @_lifetime(copy payload)
  package init(
    checking payload: Span<UInt8>,
    by both: (_ one: () -> Void, _ other: () -> Void) -> Void = { one, other in
      one()
      other()
    }
  ) throws(ImageFailure) {
    bytes = unsafe payload.bytes
    let checker = ImageChecker(self)
    try checker.checkOutline()
    let rest = CheckingWork()
    both({ checker.work(on: rest) }, { checker.work(on: rest) })
    if rest.hasFailed { throw .corrupt }
  }

  /// The image in `payload`, which a checking initializer has accepted before.
  @_lifetime(copy payload)
  @inlinable @inline(__always)
  package init(alreadyChecked payload: Span<UInt8>) {
    bytes = unsafe payload.bytes
  }

  /// Where `section` begins.
  @inlinable @inline(__always)
  func start(of section: ImageSection) -> Int { Int(truncatingIfNeeded: bytes.u64(section.directoryOffset)) }

  /// How many records `section` has.
  @inlinable @inline(__always)
  package func count(of section: ImageSection) -> Int {
    Int(truncatingIfNeeded: bytes.u64(section.directoryOffset &+ 8))
  }

  /// Where record `index` of `section` begins.
  @inlinable @inline(__always)
  func offset(_ section: ImageSection, _ index: Int) -> Int { start(of: section) &+ index &* section.stride }
}

extension BundleImage {
  /// The bytes of the text with number `reference`.
  @inlinable @inline(__always)
  @_lifetime(copy self)
  package func text(_ reference: UInt32) -> Span<UInt8> {
    let offset = start(of: .texts) &+ Int(reference)
    return bytes.slice(offset &+ TextRecord.bytes, count: Int(bytes.u16(offset &+ TextRecord.count)))
  }

  /// The project whose keys these are.
  package var project: Span<UInt8> { @_lifetime(copy self) get { text(bytes.u32(ImageHeader.project)) } }
  /// The service that the payload is for.
  package var service: Span<UInt8> { @_lifetime(copy self) get { text(bytes.u32(ImageHeader.service)) } }
  /// The environment that the payload is for.
  package var environment: Span<UInt8> { @_lifetime(copy self) get { text(bytes.u32(ImageHeader.environment)) } }
  /// What the project's tokens begin with here: `shop_live_`.
  package var tokenLead: Span<UInt8> { @_lifetime(copy self) get { text(bytes.u32(ImageHeader.tokenLead)) } }

  /// Whether some token has no handle, because it came from elsewhere.
  @inlinable package var hasForeignTokens: Bool { bytes.u32(ImageHeader.flags) & ImageHeader.hasForeignTokens != 0 }
  /// How many methods the routes have: the first nodes are their roots.
  @inlinable package var methodCount: Int { Int(bytes.u32(ImageHeader.methods)) }
}

extension BundleImage {
  /// The digest of secret `index`.
  @inline(__always)
  package func digest(_ index: Int) -> TokenDigest {
    let start = offset(.secrets, index) &+ SecretRecord.digest
    let (first, second) = (bytes.bigU64(start), bytes.bigU64(start &+ 8))
    let (third, fourth) = (bytes.bigU64(start &+ 16), bytes.bigU64(start &+ 24))
    return TokenDigest(words: (first, second, third, fourth))
  }

  /// Secret `index`, but for its digest.
  @inlinable @inline(__always)
  package func secret(_ index: Int) -> SecretRecord { SecretRecord(bytes, at: offset(.secrets, index)) }
  /// Entry `bucket` of the index.
  @inlinable @inline(__always)
  func indexEntry(_ bucket: Int) -> Int { Int(bytes.u32(offset(.index, bucket))) }
  /// Key `index`.
  @inlinable @inline(__always)
  package func key(_ index: Int) -> KeyRecord { KeyRecord(bytes, at: offset(.keys, index)) }
  /// Where in ``bytes`` key `index` stands.
  @inlinable @inline(__always)
  package func keyOffset(_ index: Int) -> Int { offset(.keys, index) }
  /// Limits `index`.
  @inlinable @inline(__always)
  package func limits(_ index: Int) -> LimitRecord { LimitRecord(bytes, at: offset(.limits, index)) }
  /// Type `index`.
  @inlinable @inline(__always)
  package func type(_ index: Int) -> TypeRecord { TypeRecord(bytes, at: offset(.types, index)) }
  /// The text of level `index`.
  @inlinable @inline(__always)
  package func level(_ index: Int) -> UInt32 { bytes.u32(offset(.levels, index)) }
  /// Scope `index`.
  @inlinable @inline(__always)
  package func scope(_ index: Int) -> ScopeRecord { ScopeRecord(bytes, at: offset(.scopes, index)) }
  /// Set of networks `index`.
  @inlinable @inline(__always)
  package func networkSet(_ index: Int) -> NetworkSetRecord { NetworkSetRecord(bytes, at: offset(.networkSets, index)) }
  /// Network `index`.
  @inline(__always)
  package func network(_ index: Int) -> NetworkRecord { NetworkRecord(bytes, at: offset(.networks, index)) }
  /// Node `index`.
  @inlinable @inline(__always)
  package func node(_ index: Int) -> RouteNode { RouteNode(bytes, at: offset(.nodes, index)) }
  /// Route `index`.
  @inlinable @inline(__always)
  package func route(_ index: Int) -> RouteRecord { RouteRecord(bytes, at: offset(.routes, index)) }
}

extension BundleImage {
  /// Has what stands at `offset` fetched, for whoever asks for it soon.
  @inline(__always)
  func prefetch(_ offset: Int) {
    unsafe bytes.withUnsafeBytes { unsafe chints_prefetch($0.baseAddress.unsafelyUnwrapped + offset) }
  }

  /// Has the text with number `reference` fetched. It may also be 0 or 1, which stand for no text.
  @inline(__always)
  package func prefetchText(_ reference: UInt32) { prefetch(start(of: .texts) &+ Int(reference)) }

  /// Has the name of key `index` fetched.
  @inline(__always)
  package func prefetchName(ofKey index: Int) { prefetchText(key(index).id) }

  /// The number of the key that `name` names; nil if there is none.
  package func key(named name: Span<UInt8>) -> Int? {
    var (low, high) = (0, count(of: .keys))
    while low < high {
      let middle = low + (high - low) / 2
      switch order(text(key(middle).id), name) {
      case .same: return middle
      case .before: low = middle + 1
      case .after: high = middle
      }
    }
    return nil
  }
}
