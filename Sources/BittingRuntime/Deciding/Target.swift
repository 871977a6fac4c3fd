package import BundleFormat
package import KeyModel

/// What a request leads to in a bundle, whoever asks.
package struct Target: ~Escapable {
  /// Why it leads nowhere: the path, the route or the scope; nil if it leads somewhere.
  package let denial: DenialReason?
  /// The number of the route that matches; ``Facts/nothing`` where none does, or none was asked for.
  package let route: UInt32
  /// The number of the scope needed; ``RouteRecord/publicScope`` for a public route.
  package let scope: UInt32

  // Plain fields and no optionals, as in `Request`.
  private let pathTenantName: Span<UInt8>
  private let givenTenantName: Span<UInt8>
  private let hasPathTenant: Bool
  private let hasGivenTenant: Bool

  /// What `request` leads to; `guide` is the image's own, if there is one.
  @_lifetime(copy request)
  @_optimize(speed)
  package static func of(
    _ request: borrowing Request, in image: borrowing BundleImage, by guide: ImageGuide = .none
  ) -> Target {
    if request.isRoute { Target(route: request, in: image) } else { Target(scope: request, in: image, guide) }
  }

  /// Whether no credential is needed.
  package var isPublic: Bool { denial == nil && scope == RouteRecord.publicScope }

  /// The tenant that the path names.
  package var pathTenant: Span<UInt8>? {
    @_lifetime(copy self)
    get { hasPathTenant ? pathTenantName : nil }
  }

  /// The tenant that the caller of the library names.
  package var givenTenant: Span<UInt8>? {
    @_lifetime(copy self)
    get { hasGivenTenant ? givenTenantName : nil }
  }

  @_lifetime(copy request)
  @_optimize(speed)
  private init(route request: borrowing Request, in image: borrowing BundleImage) {
    let match = image.match(method: request.name, path: request.path)
    guard match.outcome == .found else {
      self.init(match.outcome == .ambiguous ? .path : .route, request)
      return
    }
    self.init(match, request)
  }

  /// What leads to a route.
  @_lifetime(copy match, copy request)
  @_optimize(speed)
  private init(_ match: borrowing RouteMatch, _ request: borrowing Request) {
    denial = match.tenantHasEscape ? .path : nil
    (route, scope) = (match.number, match.record.scope)
    (pathTenantName, hasPathTenant) = (match.tenant, match.hasTenant)
    (givenTenantName, hasGivenTenant) = (request.tenantName, request.hasTenant)
  }

  @_lifetime(copy request)
  private init(scope request: borrowing Request, in image: borrowing BundleImage, _ guide: ImageGuide) {
    let scope = guide.scope(named: request.name, in: image)
    self.init(scope == nil ? .scope : nil, request, scope: scope ?? 0)
  }

  /// What leads to no route.
  @_lifetime(copy request)
  @_optimize(speed)
  private init(_ denial: DenialReason?, _ request: borrowing Request, scope: UInt32 = 0) {
    (self.denial, route, self.scope) = (denial, Facts.nothing, scope)
    (pathTenantName, hasPathTenant) = (Span(), false)
    (givenTenantName, hasGivenTenant) = (request.tenantName, request.hasTenant)
  }
}

extension Target {
  /// Whether the tenant that the request names, if it names one, is reached by a key of `record`.
  ///
  /// Path and caller must name the same. What is no tenant's name is reached by nobody.
  @_optimize(speed)
  package func tenantIsReached(by record: SecretRecord, in image: borrowing BundleImage) -> Bool {
    guard hasPathTenant || hasGivenTenant else { return true }
    if hasPathTenant, hasGivenTenant, !isSame(pathTenantName, givenTenantName) { return false }
    let tenant = hasPathTenant ? pathTenantName : givenTenantName
    guard TenantName.isValid(tenant) else { return false }
    switch record.tenantText {
    case SecretRecord.noTenant: return false
    case SecretRecord.allTenants: return true
    case let text: return isSame(tenant, image.text(text))
    }
  }
}
