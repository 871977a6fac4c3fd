internal import BittingRuntime
public import CBitting
internal import KeyModel

@c @implementation
public func bitting_authorize(
  _ authorizer: bitting_authorizer, _ request: UnsafePointer<bitting_request>!,
  _ answer: UnsafeMutablePointer<bitting_answer>!, _ texts: UnsafeMutablePointer<CChar>!, _ textsSize: Int
) -> bitting_status {
  do {
    let result = try unsafe AnswerResult(answer, texts, textsSize)
    do {
      return try unsafe decide(authorizer, bitting_request(reading: request), result)
    } catch {
      result.fail()
      return error.status
    }
  } catch {
    return error.status
  }
}

private func decide(
  _ authorizer: UInt64, _ request: bitting_request, _ result: AnswerResult
) throws(CallFailure) -> bitting_status {
  let known = UInt32(BITTING_TIME_GIVEN) | UInt32(BITTING_SEVERAL_CREDENTIALS) | UInt32(BITTING_ADDRESS_GIVEN)
  try unsafe check(request.flags, known: known, reserved: request.reserved)
  let credential = try unsafe credential(request)
  let wish = try unsafe wish(request)
  let address = try unsafe address(request)
  let now = try unsafe moment(request.flags, request.utc, request.steady)
  return try AuthorizerPlaces.hold(authorizer) { hold in
    let decision = hold.authorize(credential, wish, from: address, at: now)
    result.fill(decision, sequence: hold.sequence, at: now.utc)
    return decision.reason == nil ? BITTING_OK : BITTING_DENIED
  }
}
