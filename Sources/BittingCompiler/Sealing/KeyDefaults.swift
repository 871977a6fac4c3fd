package import BundleWriting
internal import KeyModel

// What a key says together with what its type says for it.
extension Catalog.Key {
  /// The key's rate, or its type's default. A type that declares no rate is an error, so nothing is unlimited by silence.
  var effectiveRate: Rate { limits.rate }

  /// The most requests at once: what the key says, else the count of its rate; 0 for an unlimited rate.
  var effectiveBurst: UInt32 { limits.burst }

  /// Rate, burst and quota.
  package var limits: BundleContent.Limits {
    declaration.read(
      { $0.limits($1, of: type) },
      { BundleContent.Limits(rate: $0.rate?.value, burst: $0.burst?.value, quota: $0.quota?.value, of: type) })
  }

  /// Whose data the key reaches. A tenant is never wide by accident: a key that names one reaches that one alone, also
  /// where its type says `all`; every tenant is reached by `"*"`, and by a key of such a type that says nothing.
  package var tenantReach: BundleContent.TenantReach {
    switch declaration.tenant?.value {
    case nil: return type?.reachesAllTenants == true ? .all : .none
    case .all: return .all
    case .one(let tenant): return .one(tenant)
    }
  }
}

extension Catalog.KeyType {
  /// Whether its keys reach every tenant, but for those that name one.
  var reachesAllTenants: Bool { declaration.tenant?.value == .all }
}

extension KeyTable {
  /// Rate, burst and quota of the row's key, which is of `type`.
  func limits(_ row: Int, of type: Catalog.KeyType?) -> BundleContent.Limits {
    var (burst, quota): (UInt32?, Quota?)
    if declares(row, .seldom) {
      let fields = seldom[Int(rows[row].seldom)]
      (burst, quota) = (fields.burst?.value, fields.quota?.value)
    }
    return BundleContent.Limits(rate: rate(row)?.value, burst: burst, quota: quota, of: type)
  }
}

extension BundleContent.Limits {
  /// What a key says together with what `type` says for it.
  fileprivate init(rate: Rate?, burst: UInt32?, quota: Quota?, of type: Catalog.KeyType?) {
    let rate = rate ?? type?.declaration.defaultRate?.value ?? .limited(count: 1, per: .day)
    let most: UInt32 =
      switch rate {
      case .unlimited: 0
      case .limited(let count, _): burst ?? count
      }
    self.init(rate: rate, burst: most, quota: quota ?? type?.declaration.defaultQuota?.value)
  }
}
