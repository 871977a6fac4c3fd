/// What somebody wants to do: go a route, or use a scope.
public struct Request: ~Escapable {
  /// What is asked for.
  enum Wish: ~Escapable {
    case route(method: Span<UInt8>, path: Span<UInt8>)
    case scope(Span<UInt8>)
  }

  let wish: Wish
  let tenant: Span<UInt8>?

  @_lifetime(copy wish, copy tenant)
  private init(wish: consuming Wish, tenant: Span<UInt8>?) {
    self.wish = wish
    self.tenant = tenant
  }

  /// A request by method and path, both as they came: nothing decoded, the query with it.
  ///
  /// Where the route names a tenant as well, `tenant` must be the same.
  @_lifetime(copy method, copy path, copy tenant)
  public static func route(method: Span<UInt8>, path: Span<UInt8>, tenant: Span<UInt8>? = nil) -> Request {
    Request(wish: .route(method: method, path: path), tenant: tenant)
  }

  /// The use of a scope, `orders:read`, by a caller who does the routing.
  @_lifetime(copy scope, copy tenant)
  public static func scope(_ scope: Span<UInt8>, tenant: Span<UInt8>? = nil) -> Request {
    Request(wish: .scope(scope), tenant: tenant)
  }
}
