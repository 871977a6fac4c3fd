public import Hummingbird
public import NIOCore

/// A request's context in which ``BittingMiddleware`` leaves what was decided, and finds where the request came from.
///
/// ``BasicAuthorizedRequestContext`` is one; a context of your own sets `remoteAddress` from `source.channel` as that does.
public protocol AuthorizedRequestContext: RemoteAddressRequestContext {
  /// What was decided about the request, which may go on: nil where no ``BittingMiddleware`` was asked.
  var decision: DecisionRecord? { get set }
}

extension AuthorizedRequestContext {
  /// What was decided about the request, for handlers that must not run without a decision.
  ///
  /// Throws `HTTPError` 500 where no ``BittingMiddleware`` was asked: the route was added before the middleware.
  public func requireDecision() throws(HTTPError) -> DecisionRecord {
    guard let decision else { throw HTTPError(.internalServerError) }
    return decision
  }
}

/// A context with what ``BittingMiddleware`` needs, and nothing else.
public struct BasicAuthorizedRequestContext: AuthorizedRequestContext {
  /// What Hummingbird itself needs.
  public var coreContext: CoreRequestContextStorage
  /// The other end of the connection.
  public let remoteAddress: SocketAddress?
  /// What was decided about the request.
  public var decision: DecisionRecord?

  /// The context of a request that came by the source's channel.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    remoteAddress = source.channel.remoteAddress
  }
}
