internal import HTTPTypes
internal import Hummingbird
internal import KeyModel

/// What a caller is told who may not go on.
struct Refusal: Sendable {
  private let challenge: String

  /// Refusals of `realm`.
  init(realm: String) throws(MiddlewareFailure) {
    let isQuotable = realm.utf8.allSatisfy {
      (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard isQuotable else { throw .noRealm }
    challenge = "Bearer realm=\"\(realm)\""
  }

  /// Problem details (RFC 9457) for a `request` that `decision` denies, with what is left of `limits`.
  func response(to request: Request, _ decision: DecisionRecord, _ limits: HTTPFields) -> Response {
    let status = Refusal.status(decision.httpStatus)
    var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    if status == .unauthorized { headers[.wwwAuthenticate] = challenge }
    if let seconds = decision.retryAfter { headers[.retryAfter] = "\(seconds)" }
    headers.append(contentsOf: limits)
    let body = Refusal.problem(status, decision.reason)
    let response = Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// The status of a code, with its phrase.
  private static func status(_ code: Int) -> HTTPResponse.Status {
    switch code {
    case 400: .badRequest
    case 401: .unauthorized
    case 403: .forbidden
    case 429: .tooManyRequests
    case 503: .serviceUnavailable
    default: .internalServerError
    }
  }

  /// All reasons that a credential is not taken look the same; what was wrong with it is nobody's business.
  private static func problem(_ status: HTTPResponse.Status, _ reason: DenialReason?) -> String {
    let told = status == .unauthorized ? nil : reason
    let more = told.map { ",\"reason\":\"\($0)\"" } ?? ""
    return "{\"type\":\"about:blank\",\"title\":\"\(status.reasonPhrase)\",\"status\":\(status.code)\(more)}"
  }
}
