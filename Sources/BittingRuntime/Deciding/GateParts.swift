internal import BundleFormat
internal import KeyModel

/// What a decision reads of a gate: plain values, because to copy a reference is to write to a count that all threads
/// share. They lie where they are read one by one, so that no decision copies all of them first.
@unsafe
struct GateParts: BitwiseCopyable {
  /// The payload. Invariant: a checking initializer has accepted it.
  let payload: UnsafeBufferPointer<UInt8>
  /// The payload's guide.
  let guide: ImageGuide
  /// What is revoked beside the payload's tombstones.
  let revoked: RevocationEntry
  /// What ages are counted from.
  let lifetime: BundleLifetime
}

/// Deciding. Whoever does keeps the gate for as long.
extension UnsafePointer where Pointee == GateParts {
  /// A copy of `parts` in memory of its own, until that is given back: in cache lines that nobody writes to, as somebody
  /// might to what the heap puts beside it.
  static func make(_ parts: GateParts) -> UnsafePointer<GateParts> {
    let size =
      unsafe (MemoryLayout<GateParts>.size + ReaderCounts.stride - 1) / ReaderCounts.stride * ReaderCounts.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: ReaderCounts.stride)
    return unsafe UnsafePointer(memory.initializeMemory(as: GateParts.self, to: parts))
  }

  /// The payload.
  var image: BundleImage {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(BundleImage(alreadyChecked: pointee.payload.span), borrowing: self) }
  }

  /// Judges `request`, which comes with `credential` from `address` at `now`; `places` is where it is counted next.
  ///
  /// It becomes part of whoever calls it: to copy what it returns right after it was written in other pieces would wait
  /// until all that came before is done, the fetching of the record too.
  @inline(__always)
  @_optimize(speed)
  func judge(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment,
    counting places: CounterPlaces = .none
  ) -> Judgement {
    // The token is sought first, though a public route needs none: its record comes from afar while the request is
    // looked at.
    let sought = unsafe SoughtToken(credential, in: image, by: pointee.guide)
    let target = unsafe Target.of(request, in: image, by: pointee.guide)
    guard !target.isPublic else { return Judgement(nil, secret: Facts.nothing, route: target.route) }
    let token = unsafe TokenCheck(sought, in: image, RevokedDigests(pointee.revoked), at: now.utc.seconds)
    if let reason = token.denial { return Judgement(reason, secret: token.secret, route: target.route) }
    let record = unsafe image.secret(Int(token.secret))
    // The tenant's name and what is counted next are far away: they come while the rest is looked at.
    unsafe image.prefetchText(record.tenantText)
    unsafe places.prefetch(Int(record.keyIndex), in: image)
    let reason = unsafe denial(of: record, target, request, from: address, at: now.utc.seconds)
    return Judgement(reason, secret: token.secret, route: target.route, key: Int(record.keyIndex))
  }

  /// Why a token that holds may not do what is asked for; nil if it may.
  @inline(__always)
  @_optimize(speed)
  private func denial(
    of record: SecretRecord, _ target: Target, _ request: borrowing Request, from address: Address?, at now: Int64
  ) -> DenialReason? {
    // Invariant: only tombstones are without a type, and they do not hold.
    let image = unsafe image
    let freshness = unsafe Freshness(of: pointee.lifetime, for: image.type(Int(record.typeIndex)), at: now)
    if freshness == .none { return .stale }
    if !image.networks(record.networkSet, admit: address) { return .network }
    if let reason = target.denial { return reason }
    if !image.grants(record.grantSet, include: target.scope) { return .scope }
    if freshness == .readOnly, image.scope(Int(target.scope)).level > 0 { return .stale }
    if !target.tenantIsReached(of: request, by: record, in: image) { return .tenant }
    return nil
  }
}
