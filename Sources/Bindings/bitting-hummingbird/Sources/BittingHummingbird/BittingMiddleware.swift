internal import BittingRuntime
internal import HTTPTypes
public import Hummingbird

/// Lets requests through that may go on, with the decision in the context, and answers all others.
///
/// It holds for the routes that are added to the router after it, so add it first. The page of this module says what is
/// read of a request and what is answered.
public struct BittingMiddleware<Context: AuthorizedRequestContext>: RouterMiddleware {
  /// Tells whose data a request asks for, where the host knows it: by a subdomain, or by a parameter of the route.
  ///
  /// Nil is nobody's: only keys that reach all tenants go on.
  public typealias TenantReading = @Sendable (Hummingbird.Request, Context) -> String?

  /// Is told each decision, for the audit record: its reason is the true one, which the caller is not told.
  public typealias Audit = @Sendable (DecisionRecord, Hummingbird.Request) -> Void

  private let authorizer: FollowingAuthorizer
  private let question: Question
  private let tenant: TenantReading?
  private let proxies: Proxies
  private let refusal: Refusal
  private let passesCredentials: Bool
  private let audit: Audit?

  /// A middleware that decides by what `authorizer` has in force.
  ///
  /// `question` is what it asks for. `tenant` tells whose data that is, where no template of the bundle does. `proxies` are
  /// the networks in front that are believed about `X-Forwarded-For`, as text, or "unix" for whoever connects by a Unix
  /// socket. `realm` stands in WWW-Authenticate. The handlers do not see the credential unless `passesCredentials`.
  ///
  /// Throws for a network that is none, and for a realm that cannot stand between quotation marks.
  public init(
    _ authorizer: FollowingAuthorizer, for question: Question = .route, tenant: TenantReading? = nil,
    proxies: [String] = [], realm: String = "api", passesCredentials: Bool = false, audit: Audit? = nil
  ) throws(MiddlewareFailure) {
    self.authorizer = authorizer
    self.question = question
    self.tenant = tenant
    self.proxies = try Proxies(proxies)
    refusal = try Refusal(realm: realm)
    self.passesCredentials = passesCredentials
    self.audit = audit
  }

  /// Decides about `request`, and hands it to `next` if it may go on.
  public func handle(
    _ request: Hummingbird.Request, context: Context,
    next: (Hummingbird.Request, Context) async throws -> Response
  ) async throws -> Response {
    let now = authorizer.clock()
    let decision = decide(request, context, at: now)
    audit?(decision, request)
    let limits = HTTPFields(limitsOf: decision, at: now.utc)
    guard decision.isAllowed else { return refusal.response(to: request, decision, limits) }
    var context = context
    context.decision = decision
    return try await limits.added(to: request, context) {
      try await next(request.identified(by: decision, passesCredentials: passesCredentials), context)
    }
  }

  private func decide(_ request: Hummingbird.Request, _ context: Context, at now: Moment) -> DecisionRecord {
    let address = proxies.clientAddress(peer: context.remoteAddress, request.headers)
    let tenant = self.tenant.map { Array(($0(request, context) ?? "").utf8) }
    let credential = PresentedCredential(in: request.headers)
    return authorizer.decide(credential, question.asked(by: request, tenant: tenant), from: address, at: now)
  }
}
