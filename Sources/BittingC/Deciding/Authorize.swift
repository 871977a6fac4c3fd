internal import BittingRuntime
public import CBitting
internal import KeyModel

/// `bitting.h` says what it does.
@_optimize(speed)
@c @implementation
public func bitting_authorize(
  _ authorizer: bitting_authorizer, _ request: UnsafePointer<bitting_request>!,
  _ answer: UnsafeMutablePointer<bitting_answer>!, _ texts: UnsafeMutablePointer<CChar>!, _ textsSize: Int
) -> bitting_status {
  do {
    let result = try unsafe AnswerResult(answer, texts, textsSize)
    do {
      let request = try unsafe checked(request)
      guard unsafe request.pointee.size == MemoryLayout<bitting_request>.stride else {
        var resized = try unsafe bitting_request(reading: request)
        return unsafe bitting_authorize(authorizer, &resized, answer, texts, textsSize)
      }
      return try unsafe decide(authorizer, request, result)
    } catch {
      result.fail()
      return error.status
    }
  } catch {
    return error.status
  }
}

@inline(__always)
private func decide(
  _ authorizer: UInt64, _ request: UnsafePointer<bitting_request>, _ result: AnswerResult
) throws(CallFailure) -> bitting_status {
  let known = UInt32(BITTING_TIME_GIVEN) | UInt32(BITTING_SEVERAL_CREDENTIALS) | UInt32(BITTING_ADDRESS_GIVEN)
  try unsafe check(request.pointee.flags, known: known, reserved: request.pointee.reserved)
  let credential = try unsafe credential(request)
  let wish = try unsafe wish(request)
  let address = try unsafe address(request)
  let now = try unsafe moment(request.pointee.flags, request.pointee.utc, request.pointee.steady)
  var counted = CountedRequest(at: now)
  return try AuthorizerPlaces.hold(authorizer) { hold in
    let verdict = hold.judge(credential, wish, from: address, &counted)
    if result.isWanted { result.fill(verdict, &counted, on: hold) }
    return verdict.reason == nil ? BITTING_OK : BITTING_DENIED
  }
}
