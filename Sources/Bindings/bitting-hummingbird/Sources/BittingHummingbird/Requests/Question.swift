internal import Hummingbird

/// What a middleware asks the bundle for.
public enum Question: Hashable, Sendable {
  /// The route: the method and the path as they came, by the routes that the bundle has.
  case route
  /// This scope, `orders:read`, whatever the path: the host does the routing. A scope that the bundle does not know is
  /// denied.
  case scope(String)
}

/// A question about one request.
struct AskedQuestion {
  /// Whether the route is asked for, and not a scope.
  let isRoute: Bool
  /// The method, or the scope.
  let name: [UInt8]
  /// The path and the query, as they came.
  let path: [UInt8]
  /// The tenant that the host names; nil where it names none.
  let tenant: [UInt8]?
}

extension Question {
  /// What is asked for by `request`, of `tenant`.
  func asked(by request: Request, tenant: [UInt8]?) -> AskedQuestion {
    switch self {
    case .route:
      // What is no path is denied as one, once the credential holds.
      AskedQuestion(
        isRoute: true, name: Array(request.method.rawValue.utf8), path: Array((request.head.path ?? "").utf8),
        tenant: tenant)
    case .scope(let scope):
      AskedQuestion(isRoute: false, name: Array(scope.utf8), path: [], tenant: tenant)
    }
  }
}
