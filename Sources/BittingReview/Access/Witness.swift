public import KeyModel

/// One request that is decided differently: who asks for what, from where and when.
public struct Witness: Hashable, Sendable {
  /// What is asked for.
  public enum Wish: Hashable, Sendable {
    /// A route.
    case route(method: String, path: String)
    /// A scope, by a caller of the library that does the routing.
    case scope(Scope)
  }

  /// The service that decides.
  public let service: Name
  /// The environment that it runs in.
  public let environment: EnvironmentName
  /// What is asked for.
  public let wish: Wish
  /// The tenant that the caller of the library gives; nil where none is given.
  public let tenant: String?
  /// Where the request comes from; nil: from no known address.
  public let from: Address?
  /// When.
  public let at: Instant
  /// The key whose token comes with the request; nil for a request without a credential.
  public let key: KeyID?
  /// The public name of that token; nil where it has none.
  public let handle: Handle?

  /// The request in one line, without the key: `POST /v1/tenants/acme/orders from 198.51.100.7`.
  ///
  /// `now` is when the review looks at; another instant is told.
  func text(at now: Instant) -> String {
    var text =
      switch wish {
      case .route(let method, let path): "\(method) \(path)"
      case .scope(let scope): "scope \(scope)"
      }
    if let tenant { text += " for tenant \(tenant)" }
    if let from { text += " from \(from)" }
    if at != now { text += " at \(at)" }
    return text
  }
}
