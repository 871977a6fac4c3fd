internal import BundleFormat
public import KeyModel

extension Gate {
  /// Decides about `request`, which comes with `credential` from `address` at `now`.
  ///
  /// The checks stand in the order of the contract, and the first that fails gives the reason. Without an address, a key
  /// that is bound to networks is denied.
  @_lifetime(borrow self)
  public func authorize(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment
  ) -> Decision {
    let image = image
    let token = TokenCheck(credential, in: image, at: now.utc.seconds)
    let target = Target.of(request, in: image)
    guard !target.isPublic else { return .allow(Grant(Facts(image, route: target.route))) }
    let facts = Facts(image, secret: token.secret, route: target.route)
    if let reason = token.denial { return .deny(Denial(reason, facts)) }
    let record = image.secret(Int(token.secret))
    if let reason = denial(of: record, target, from: address, at: now.utc.seconds) {
      return .deny(Denial(reason, facts))
    }
    // Rate, then quota, follow here: what is denied above uses nothing up.
    return .allow(Grant(facts))
  }

  /// Why a token that holds may not do what is asked for; nil if it may.
  private func denial(
    of record: SecretRecord, _ target: borrowing Target, from address: Address?, at now: Int64
  ) -> DenialReason? {
    // Invariant: only tombstones are without a type, and they do not hold.
    let freshness = Freshness(of: lifetime, for: image.type(Int(record.typeIndex)), at: now)
    if freshness == .none { return .stale }
    if !image.networks(record.networkSet, admit: address) { return .network }
    if let reason = target.denial { return reason }
    if !image.grants(record.grantSet, include: target.scope) { return .scope }
    if freshness == .readOnly, image.scope(Int(target.scope)).level > 0 { return .stale }
    if !target.tenantIsReached(by: record, in: image) { return .tenant }
    return nil
  }
}
