package import BundleFormat
package import KeyModel

/// What a request leads to in a bundle, whoever asks.
///
/// Plain numbers: what may not escape the request would be written to memory and read again on its way.
package struct Target {
  /// Why it leads nowhere: the path, the route or the scope; nil if it leads somewhere.
  package let denial: DenialReason?
  /// The number of the route that matches; ``Facts/nothing`` where none does, or none was asked for.
  package let route: UInt32
  /// The number of the scope needed; ``RouteRecord/publicScope`` for a public route.
  package let scope: UInt32
  /// Where in the request's path the tenant is; empty where it names none.
  private let tenant: Range<Int>

  /// What `request` leads to; `guide` is the image's own, if there is one.
  @inline(__always)
  package static func of(
    _ request: borrowing Request, in image: borrowing BundleImage, by guide: ImageGuide = .none
  ) -> Target {
    if request.isRoute { Target(route: request, in: image, guide) } else { Target(scope: request, in: image, guide) }
  }

  @inline(__always)
  private init(route request: borrowing Request, in image: borrowing BundleImage, _ guide: ImageGuide) {
    let match = image.match(method: request.name, path: request.path, by: guide)
    switch match.outcome {
    case .ambiguous: self.init(.path)
    case .none: self.init(.route)
    case .found: self.init(match.tenantHasEscape ? .path : nil, match.number, scope: match.scope, tenant: match.tenant)
    }
  }

  @inline(__always)
  private init(scope request: borrowing Request, in image: borrowing BundleImage, _ guide: ImageGuide) {
    let scope = guide.scope(named: request.name, in: image)
    self.init(scope == nil ? .scope : nil, scope: scope ?? 0)
  }

  @inline(__always)
  private init(
    _ denial: DenialReason?, _ route: UInt32 = Facts.nothing, scope: UInt32 = 0, tenant: Range<Int> = 0..<0
  ) {
    self.denial = denial
    (self.route, self.scope, self.tenant) = (route, scope, tenant)
  }

  /// Whether no credential is needed.
  @inline(__always)
  package var isPublic: Bool { denial == nil && scope == RouteRecord.publicScope }
}

// Tenants. All of it is asked with the request that the target is of.
extension Target {
  /// The tenant that the path of `request` names.
  @_lifetime(copy request)
  @inline(__always)
  package func pathTenant(of request: borrowing Request) -> Span<UInt8>? {
    // Invariant: the bounds are those of a segment of its path.
    tenant.isEmpty ? nil : unsafe request.path.extracting(unchecked: tenant)
  }

  /// Whether the tenant that `request` names, if it names one, is reached by a key of `record`.
  ///
  /// Path and caller must name the same. What is no tenant's name is reached by nobody.
  @inline(__always)
  package func tenantIsReached(
    of request: borrowing Request, by record: SecretRecord, in image: borrowing BundleImage
  ) -> Bool {
    guard !tenant.isEmpty || request.hasTenant else { return true }
    let tenant = tenant.isEmpty ? request.tenantName : unsafe request.path.extracting(unchecked: tenant)
    guard !request.hasTenant || isSame(tenant, request.tenantName) else { return false }
    return Target.reaches(tenant, record, in: image)
  }

  @_optimize(speed)
  private static func reaches(
    _ tenant: Span<UInt8>, _ record: SecretRecord, in image: borrowing BundleImage
  ) -> Bool {
    guard TenantName.isValid(tenant) else { return false }
    switch record.tenantText {
    case SecretRecord.noTenant: return false
    case SecretRecord.allTenants: return true
    case let text: return isSame(tenant, image.text(text))
    }
  }
}
