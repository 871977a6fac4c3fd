/// What a method and a path lead to.
///
/// Plain numbers: what may not escape the path would be written to memory and read again on its way.
package struct RouteMatch {
  package enum Outcome {
    /// Two servers could read the path in two ways.
    case ambiguous
    /// There is no such route.
    case none
    /// There is one.
    case found
  }

  package let outcome: Outcome
  /// The number of the route, if there is one.
  package let number: UInt32
  /// The scope that the route needs, if there is a route.
  package let scope: UInt32
  /// Where in the path the tenant is; empty where there is none.
  package let tenant: Range<Int>
  /// Whether the tenant has a percent-escape in it.
  package let tenantHasEscape: Bool

  /// No match.
  @inline(__always)
  init(_ outcome: Outcome) {
    self.outcome = outcome
    (number, scope) = (0, RouteRecord.publicScope)
    (tenant, tenantHasEscape) = (0..<0, false)
  }

  /// The match of route `number` with `path`.
  @inline(__always)
  init(_ number: UInt32, _ record: RouteRecord, _ path: borrowing RequestPath) {
    outcome = .found
    (self.number, scope) = (number, record.scope)
    // Invariant: the checker saw that the tenant's segment is one of those that the route matches, which is not empty.
    tenant = record.tenantSegment == RouteRecord.noTenant ? 0..<0 : path.bounds(of: Int(record.tenantSegment))
    tenantHasEscape = path.hasEscape(in: tenant)
  }
}
