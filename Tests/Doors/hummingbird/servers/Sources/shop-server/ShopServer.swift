import BittingHummingbird
import BittingRuntime
import Foundation
import Hummingbird
import KeyModel
import NIOCore

/// The shop's storefront, with the middleware before it; it answers with what it got to know, as those of the other doors
/// do (`Tests/Doors/python/applications.py`).
@main
struct ShopServer {
  typealias Context = BasicAuthorizedRequestContext

  static func main() async throws {
    let shop = Shop()
    let authorizer = try shop.authorizer()
    let router = Router(context: Context.self)
    // A group takes along what its router had when it was made, so this one asks for a scope alone.
    let scoped = try router.group("scoped/{tenant}")
      .add(
        middleware: BittingMiddleware(
          authorizer, for: .scope("orders:read"), tenant: { _, context in context.parameters.get("tenant") },
          passesCredentials: true))
    scoped.get("**", use: answer)
    scoped.post("**") { request, _ in "\(try await request.body.collect(upTo: 1 << 20).readableBytes) bytes" }
    try router.add(middleware: BittingMiddleware(authorizer, proxies: shop.proxies, audit: shop.audit))
    for method in [HTTPRequest.Method.get, .post, .head] { router.on("/v1/**", method: method, use: answer) }
    let app = Application(
      router: router, configuration: .init(address: shop.address),
      onServerRunning: { channel in
        // Whole or not at all: somebody is waiting for it.
        try? Data("\(channel.localAddress?.port ?? 0)".utf8)
          .write(to: shop.folder.appendingPathComponent("port"), options: .atomic)
      })
    try await app.runService()
    try Data(authorizer.quotaState()).write(to: shop.quotas, options: .atomic)
  }

  @Sendable static func answer(_ request: Hummingbird.Request, _ context: Context) throws -> Response {
    if request.uri.path.hasSuffix("/missing") { throw HTTPError(.notFound) }
    let decision = try context.requireDecision()
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    let told = Told(
      key: decision.key, tenant: decision.tenant, public: decision.isPublic, path: request.uri.path, headers: headers)
    let body = try ByteBuffer(bytes: JSONEncoder().encode(told))
    return Response(
      status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
  }
}

/// What a handler got to know.
private struct Told: Encodable {
  let key: String?
  let tenant: String?
  let `public`: Bool
  let path: String
  let headers: [String: String]

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .key)
    try container.encode(tenant, forKey: .tenant)
    try container.encode(`public`, forKey: .public)
    try container.encode(path, forKey: .path)
    try container.encode(headers, forKey: .headers)
  }

  private enum CodingKeys: String, CodingKey { case key, tenant, `public`, path, headers }
}
