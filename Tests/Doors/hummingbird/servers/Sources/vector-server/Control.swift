import BittingHummingbird
import Hummingbird

/// The host's part, which is no part of what is tried.
struct Control: RouterMiddleware {
  let host: Host

  func handle(
    _ request: Request, context: VectorContext, next: (Request, VectorContext) async throws -> Response
  ) async throws -> Response {
    guard request.uri.path.hasPrefix("/control/") else { return try await next(request, context) }
    var options: [String: String] = [:]
    for (name, value) in request.uri.queryParameters { options[String(name)] = String(value) }
    host.setTime(utc: options["utc"].flatMap { Int64($0) } ?? 0, steady: options["steady"].flatMap { UInt64($0) } ?? 0)
    var body = ""
    if options["start"] != nil { host.start(options) }
    if options["reload"] != nil, let failure = host.reload() { body = Control.name(of: failure) }
    return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }

  /// The failure's own word, or whatever else was wrong.
  private static func name(of failure: FollowingFailure) -> String {
    if case .refused(let failure, _) = failure { failure.description } else { failure.description }
  }
}
