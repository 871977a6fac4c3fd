/// What somebody wants to do: go a route, or use a scope.
public struct Request: ~Escapable {
  // Plain fields and no enum, because to look into an enum of views the compiler copies all of it.

  /// Whether a route is asked for, and not a scope.
  let isRoute: Bool
  /// The method, or the scope.
  let name: Span<UInt8>
  /// The path; empty for a scope.
  let path: Span<UInt8>
  /// The tenant that the caller names; empty for none.
  let tenantName: Span<UInt8>
  /// Whether the caller names a tenant.
  let hasTenant: Bool

  /// The tenant that the caller names.
  package var givenTenant: Span<UInt8>? {
    @_lifetime(copy self)
    get { hasTenant ? tenantName : nil }
  }

  /// A request by its fields; what there is none of is empty.
  ///
  /// For callers to whom it matters that the request is written where it stays: to copy one that was just written in other
  /// pieces would wait for all of them.
  @_lifetime(copy name, copy path, copy tenantName)
  @inline(__always)
  package init(isRoute: Bool, name: Span<UInt8>, path: Span<UInt8>, tenantName: Span<UInt8>, hasTenant: Bool) {
    self.isRoute = isRoute
    self.name = name
    self.path = path
    self.tenantName = tenantName
    self.hasTenant = hasTenant
  }

  @_lifetime(copy name, copy path, copy tenant)
  private init(isRoute: Bool, name: Span<UInt8>, path: Span<UInt8>, tenant: Span<UInt8>?) {
    if let tenant {
      self.init(isRoute: isRoute, name: name, path: path, tenantName: tenant, hasTenant: true)
    } else {
      self.init(isRoute: isRoute, name: name, path: path, tenantName: Span(), hasTenant: false)
    }
  }

  /// A request by method and path, both as they came: nothing decoded, the query with it.
  ///
  /// Where the route names a tenant as well, `tenant` must be the same.
  @_lifetime(copy method, copy path, copy tenant)
  public static func route(method: Span<UInt8>, path: Span<UInt8>, tenant: Span<UInt8>? = nil) -> Request {
    Request(isRoute: true, name: method, path: path, tenant: tenant)
  }

  /// The use of a scope, `orders:read`, by a caller who does the routing.
  @_lifetime(copy scope, copy tenant)
  public static func scope(_ scope: Span<UInt8>, tenant: Span<UInt8>? = nil) -> Request {
    Request(isRoute: false, name: scope, path: Span(), tenant: tenant)
  }
}
