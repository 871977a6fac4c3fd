import BittingHummingbird
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// A context whose address is the one that the test says.
struct VectorContext: AuthorizedRequestContext {
  var coreContext: CoreRequestContextStorage
  var remoteAddress: SocketAddress?
  var decision: DecisionRecord?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
  }
}

/// Lets the middleware decide, and tells the test all that it said.
///
/// What a client cannot say of itself comes in fields that begin with `Vector-`: the address, and for a host that does the
/// routing or knows the tenant, those.
struct Asking: RouterMiddleware {
  let host: Host

  func handle(
    _ request: Request, context: VectorContext, next: (Request, VectorContext) async throws -> Response
  ) async throws -> Response {
    guard let authorizer = host.authorizer else { return Response(status: .serviceUnavailable) }
    func given(_ name: String) -> String? { request.headers[.vector(name)].map { String(hexadecimal: $0) } }
    var context = context
    context.remoteAddress = try given("from").map { try SocketAddress(ipAddress: $0, port: 0) }
    let said = Said()
    let question = given("scope").map { Question.scope($0) } ?? .route
    var reading: BittingMiddleware<VectorContext>.TenantReading?
    if let tenant = given("tenant") { reading = { _, _ in tenant } }
    let middleware = try BittingMiddleware<VectorContext>(
      authorizer, for: question, tenant: reading, audit: { decision, _ in said.decision = decision })
    var response = try await middleware.handle(request, context: context) { request, context in
      Response(status: .ok, headers: [.vector("allowed"): "\(context.decision == said.decision)"])
    }
    if let decision = said.decision { response.headers.append(contentsOf: decision.fields) }
    return response
  }
}

/// What the audit record was told.
private final class Said: Sendable {
  private let box = Mutex<DecisionRecord?>(nil)
  var decision: DecisionRecord? {
    get { box.withLock(\.self) }
    set { box.withLock { $0 = newValue } }
  }
}

extension DecisionRecord {
  /// The reason and the facts, in hexadecimal digits.
  fileprivate var fields: HTTPFields {
    let tenant = reach == .all ? "*" : tenant
    let facts = [
      ("key", key), ("type", type), ("owner", owner), ("handle", handle), ("route", route), ("tenant", tenant),
    ]
    var fields: HTTPFields = [.vector("reason"): reason?.description ?? "none"]
    for (name, value) in facts { fields[.vector(name)] = (value ?? "").hexadecimal }
    return fields
  }
}

extension HTTPField.Name {
  /// The field in which the test and the server talk about this.
  fileprivate static func vector(_ name: String) -> HTTPField.Name { HTTPField.Name("Vector-\(name)")! }
}

extension String {
  /// The text of which these are the hexadecimal digits.
  fileprivate init(hexadecimal digits: String) {
    let digits = Array(digits)
    let pairs = stride(from: 0, to: digits.count - 1, by: 2).map { String(digits[$0...($0 + 1)]) }
    let bytes = pairs.map { UInt8($0, radix: 16) ?? 0 }
    self.init(decoding: bytes, as: UTF8.self)
  }

  fileprivate var hexadecimal: String {
    utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
