/// A route and what it takes (Format.md, "Routes").
@usableFromInline
package struct RouteRecord: Sendable {
  @inlinable package static var byteCount: Int { 16 }
  @inlinable package static var template: Int { 0 }
  @inlinable package static var scope: Int { 4 }
  @inlinable package static var cost: Int { 8 }
  @inlinable package static var tenantSegment: Int { 12 }

  /// The scope of a public route.
  @inlinable package static var publicScope: UInt32 { .max }
  /// The tenant's segment of a route without one.
  @inlinable package static var noTenant: UInt32 { .max }

  /// The text of its template: `GET /v1/tenants/{tenant}/orders`.
  @usableFromInline package let template: UInt32
  /// The number of the scope it needs, or ``publicScope``.
  @usableFromInline package let scope: UInt32
  /// How many requests it counts as.
  @usableFromInline package let cost: UInt32
  /// The number of the path segment that holds the tenant, or ``noTenant``.
  @usableFromInline package let tenantSegment: UInt32

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    template = bytes.u32(offset &+ RouteRecord.template)
    scope = bytes.u32(offset &+ RouteRecord.scope)
    cost = bytes.u32(offset &+ RouteRecord.cost)
    tenantSegment = bytes.u32(offset &+ RouteRecord.tenantSegment)
  }

  /// Whether no credential is needed.
  package var isPublic: Bool { scope == RouteRecord.publicScope }
}
