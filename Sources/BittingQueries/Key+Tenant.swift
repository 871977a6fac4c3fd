internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

// Whose data a key reaches.
extension Catalog.Key {
  /// Whether the data of `tenant` is reached.
  func reaches(_ tenant: TenantName) -> Bool {
    switch tenantReach {
    case .none: false
    case .all: true
    case .one(let own): own == tenant
    }
  }

  /// Whether the data of any tenant is reached.
  var reachesATenant: Bool {
    switch tenantReach {
    case .none: false
    case .all, .one: true
    }
  }

  /// The one tenant whose data is reached; nil if that is nobody's or everybody's.
  var ownTenant: TenantName? {
    switch tenantReach {
    case .none, .all: nil
    case .one(let tenant): tenant
    }
  }
}
