package import BundleFormat
internal import KeyModel

extension Target {
  /// The tenant that the request names.
  private var namedTenant: Span<UInt8>? {
    @_lifetime(copy self)
    get {
      if let pathTenant { return pathTenant }
      return givenTenant
    }
  }

  /// Whether the tenant that the request names, if it names one, is reached by a key of `record`.
  ///
  /// Path and caller must name the same. What is no tenant's name is reached by nobody.
  package func tenantIsReached(by record: SecretRecord, in image: borrowing BundleImage) -> Bool {
    if let pathTenant, let givenTenant, order(pathTenant, givenTenant) != .same { return false }
    guard let tenant = namedTenant else { return true }
    guard TenantName.isValid(tenant) else { return false }
    switch record.tenantText {
    case SecretRecord.noTenant: return false
    case SecretRecord.allTenants: return true
    case let text: return order(tenant, image.text(text)) == .same
    }
  }
}
