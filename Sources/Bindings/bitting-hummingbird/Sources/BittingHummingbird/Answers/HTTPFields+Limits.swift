internal import HTTPTypes
internal import Hummingbird
internal import KeyModel

// RateLimit-Policy and RateLimit: draft-ietf-httpapi-ratelimit-headers-11.
extension HTTPFields {
  /// What is left at `now` of the rate and the quota of a key; empty for a key without limits.
  init(limitsOf decision: DecisionRecord, at now: Instant) {
    self.init()
    let policies = [decision.rate?.policy, decision.quota?.policy].compactMap(\.self)
    guard !policies.isEmpty else { return }
    self[.rateLimitPolicy] = policies.joined(separator: ", ")
    self[.rateLimit] = [decision.rate?.state, decision.quota?.state(at: now)].compactMap(\.self).joined(separator: ", ")
  }

  /// The response of `handler` with these fields, also where it is an error that answers.
  func added(
    to request: Request, _ context: some RequestContext, _ handler: () async throws -> Response
  ) async throws -> Response {
    guard !isEmpty else { return try await handler() }
    do {
      var response = try await handler()
      response.headers.append(contentsOf: self)
      return response
    } catch let error as any HTTPResponseError {
      throw ErrorWithFields(error: error, fields: self)
    }
  }
}

/// An error that answers, with further fields in the answer.
private struct ErrorWithFields: HTTPResponseError {
  let error: any HTTPResponseError
  let fields: HTTPFields

  var status: HTTPResponse.Status { error.status }

  func response(from request: Request, context: some RequestContext) throws -> Response {
    var response = try error.response(from: request, context: context)
    response.headers.append(contentsOf: fields)
    return response
  }
}

extension RateLeft {
  fileprivate var policy: String { "\"rate\";q=\(requests);w=\(period)" }

  /// The time is until nothing is used up any more.
  fileprivate var state: String {
    let used = UInt64(burst - min(left, burst)) * UInt64(period)
    let seconds = used / UInt64(requests) + (used % UInt64(requests) == 0 ? 0 : 1)
    return "\"rate\";r=\(left);t=\(seconds)"
  }
}

extension QuotaLeft {
  fileprivate var policy: String {
    switch window {
    case .hour: "\"quota\";q=\(requests);w=3600"
    case .day: "\"quota\";q=\(requests);w=86400"
    // Months differ in length.
    case .month: "\"quota\";q=\(requests)"
    }
  }

  fileprivate func state(at now: Instant) -> String { "\"quota\";r=\(left);t=\(max(0, resets - now.seconds))" }
}

extension HTTPField.Name {
  fileprivate static let rateLimit = HTTPField.Name("RateLimit")!
  fileprivate static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
}
