/// A route and what it takes (Format.md, "Routes").
package struct RouteRecord: Sendable {
  package static let byteCount = 16
  package static let template = 0
  package static let scope = 4
  package static let cost = 8
  package static let tenantSegment = 12

  /// The scope of a public route.
  package static var publicScope: UInt32 { .max }
  /// The tenant's segment of a route without one.
  package static var noTenant: UInt32 { .max }

  /// The text of its template: `GET /v1/tenants/{tenant}/orders`.
  package let template: UInt32
  /// The number of the scope it needs, or ``publicScope``.
  package let scope: UInt32
  /// How many requests it counts as.
  package let cost: UInt32
  /// The number of the path segment that holds the tenant, or ``noTenant``.
  package let tenantSegment: UInt32

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    template = bytes.u32(offset + RouteRecord.template)
    scope = bytes.u32(offset + RouteRecord.scope)
    cost = bytes.u32(offset + RouteRecord.cost)
    tenantSegment = bytes.u32(offset + RouteRecord.tenantSegment)
  }

  /// Whether no credential is needed.
  package var isPublic: Bool { scope == RouteRecord.publicScope }
}
