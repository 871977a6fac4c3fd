package import BundleWriting
internal import KeyModel

// What a key says together with what its type says for it.
extension Catalog.Key {
  /// The key's rate, or its type's default. A type that declares no rate is an error, so nothing is unlimited by silence.
  var effectiveRate: Rate {
    declaration.rate?.value ?? type?.declaration.defaultRate?.value ?? .limited(count: 1, per: .day)
  }

  /// The most requests at once: what the key says, else the count of its rate; 0 for an unlimited rate.
  var effectiveBurst: UInt32 { burst(with: effectiveRate) }

  private func burst(with rate: Rate) -> UInt32 {
    switch rate {
    case .unlimited: 0
    case .limited(let count, _): declaration.burst?.value ?? count
    }
  }

  /// Rate, burst and quota.
  package var limits: BundleContent.Limits {
    let rate = effectiveRate
    return BundleContent.Limits(
      rate: rate, burst: burst(with: rate),
      quota: declaration.quota?.value ?? type?.declaration.defaultQuota?.value)
  }

  /// Whose data the key reaches. A tenant is never wide by accident: only `all` and a written `"*"` are.
  package var tenantReach: BundleContent.TenantReach {
    if type?.declaration.tenant?.value == .all { return .all }
    switch declaration.tenant?.value {
    case nil: return .none
    case .all: return .all
    case .one(let tenant): return .one(tenant)
    }
  }
}
