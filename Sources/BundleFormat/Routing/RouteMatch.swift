internal import KeyModel

/// What a method and a path lead to.
package struct RouteMatch: ~Escapable {
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
  /// What the route takes, if there is one.
  package let record: RouteRecord
  /// Whether a segment of the path is the tenant.
  package let hasTenant: Bool
  /// Whether the tenant has a percent-escape in it.
  package let tenantHasEscape: Bool
  /// The tenant; empty where there is none.
  package let tenant: Span<UInt8>

  /// No match.
  @_lifetime(immortal)
  init(_ outcome: Outcome) {
    self.outcome = outcome
    (number, record) = (0, RouteRecord.none)
    (hasTenant, tenantHasEscape, tenant) = (false, false, Span())
  }

  /// The match of route `number` with `path`.
  @_lifetime(copy path)
  init(_ number: UInt32, _ record: RouteRecord, _ path: borrowing RequestPath) {
    outcome = .found
    (self.number, self.record) = (number, record)
    hasTenant = record.tenantSegment != RouteRecord.noTenant
    // Invariant: the checker saw that the tenant's segment is one of those that the route matches.
    tenant = hasTenant ? path.segment(Int(record.tenantSegment)) : Span()
    tenantHasEscape = path.mayHaveEscapes && tenant.firstIndex(of: 0x25) != nil
  }
}
