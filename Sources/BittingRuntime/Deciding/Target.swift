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
  /// The tenant that the path names.
  package let pathTenant: Span<UInt8>?
  /// The tenant that the caller of the library names.
  package let givenTenant: Span<UInt8>?

  /// What `request` leads to; `guide` is the image's own, if there is one.
  @_lifetime(copy request)
  package static func of(
    _ request: borrowing Request, in image: borrowing BundleImage, by guide: ImageGuide = .none
  ) -> Target {
    switch request.wish {
    case .route(let method, let path): Target(method: method, path: path, tenant: request.tenant, in: image)
    case .scope(let scope): Target(scope: scope, tenant: request.tenant, in: image, guide)
    }
  }

  /// Whether no credential is needed.
  package var isPublic: Bool { denial == nil && scope == RouteRecord.publicScope }

  @_lifetime(copy path, copy tenant)
  private init(method: Span<UInt8>, path: Span<UInt8>, tenant: Span<UInt8>?, in image: borrowing BundleImage) {
    guard let segments = PathSegments(path) else {
      self.init(denial: .path)
      return
    }
    guard let route = image.route(method: method, path: segments.cuts) else {
      self.init(denial: .route)
      return
    }
    self.init(route, image.route(Int(route)), segments, tenant)
  }

  /// What a path with `segments` leads to, which `route` matches.
  @_lifetime(copy segments, copy tenant)
  private init(_ route: UInt32, _ record: RouteRecord, _ segments: borrowing PathSegments, _ tenant: Span<UInt8>?) {
    self.route = route
    scope = record.scope
    givenTenant = tenant
    guard record.tenantSegment != RouteRecord.noTenant else {
      (denial, pathTenant) = (nil, nil)
      return
    }
    // Invariant: the checker saw that the tenant's segment is one of those that the route matches.
    denial = segments.hasEscape(Int(record.tenantSegment)) ? .path : nil
    pathTenant = segments.segment(Int(record.tenantSegment))
  }

  @_lifetime(copy tenant)
  private init(scope text: Span<UInt8>, tenant: Span<UInt8>?, in image: borrowing BundleImage, _ guide: ImageGuide) {
    let scope = guide.scope(named: text, in: image)
    self.init(denial: scope == nil ? .scope : nil, scope: scope ?? 0, tenant: tenant)
  }

  /// What leads to no route.
  @_lifetime(copy tenant)
  private init(denial: DenialReason?, scope: UInt32 = 0, tenant: Span<UInt8>? = nil) {
    (self.denial, route, self.scope) = (denial, Facts.nothing, scope)
    (pathTenant, givenTenant) = (nil, tenant)
  }
}
