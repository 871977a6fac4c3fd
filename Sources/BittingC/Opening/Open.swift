internal import BittingRuntime
internal import BundleFormat
public import CBitting
internal import KeyModel

@c @implementation
public func bitting_open(
  _ authorizer: bitting_authorizer, _ input: UnsafePointer<bitting_input>!,
  _ update: UnsafeMutablePointer<bitting_update>!
) -> bitting_status {
  status { () throws(CallFailure) in
    let result = try unsafe HandleResult(update)
    try checkMemory()
    let input = try unsafe Input(bitting_input(reading: input))
    let service = try Registry.locked { (registry) throws(CallFailure) in try registry.services.object(authorizer) }
    let update = try input.opened(for: service, authorizer)
    result.set(
      try Registry.locked { (registry) throws(CallFailure) in
        // Opening takes a while, so much may have happened.
        try update.mark.check(after: try registry.services.object(authorizer).mark)
        return try registry.updates.add(update)
      })
  }
}

@c @implementation
public func bitting_open_revocations(
  _ authorizer: bitting_authorizer, _ input: UnsafePointer<bitting_input>!,
  _ update: UnsafeMutablePointer<bitting_update>!
) -> bitting_status {
  status { () throws(CallFailure) in
    _ = try unsafe HandleResult(update)
    _ = try unsafe Input(bitting_input(reading: input))
    _ = try Registry.locked { (registry) throws(CallFailure) in try registry.services.object(authorizer) }
    throw CallFailure(BITTING_UNSUPPORTED)
  }
}

/// What is to be opened.
@safe
private struct Input {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let mark: HighWater?
  private let now: Moment

  init(_ input: bitting_input) throws(CallFailure) {
    let firstStart = UInt32(BITTING_FIRST_START)
    try unsafe check(input.flags, known: firstStart | UInt32(BITTING_TIME_GIVEN), reserved: input.reserved)
    now = try unsafe moment(input.flags, input.utc, input.steady)
    mark = try unsafe Input.mark(input, isFirstStart: input.flags & firstStart != 0)
    guard unsafe UInt(bitPattern: input.length) <= UInt(BundleLimits.fileBytes) else { throw CallFailure(.tooLarge) }
    unsafe bytes = try unsafe givenBytes(input.bytes, input.length, limit: BundleLimits.fileBytes)
  }

  /// What was accepted up to now: nothing at a first start, and only then.
  private static func mark(_ input: bitting_input, isFirstStart: Bool) throws(CallFailure) -> HighWater? {
    let text = try unsafe BittingC.bytes(input.state, input.state_length)
    guard let text = unsafe text else {
      guard isFirstStart else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
      return nil
    }
    guard !isFirstStart else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    guard let mark = HighWater(parsing: unsafe text.span) else { throw CallFailure(BITTING_INVALID_STATE) }
    return mark
  }

  func opened(for service: Service, _ authorizer: UInt64) throws(CallFailure) -> Update {
    do {
      let (gate, next) = try Gate.open(
        unsafe bytes.span, identities: service.identities, trusting: service.trust, for: service.audience, after: mark,
        at: now)
      return Update(gate, next, at: now, for: authorizer)
    } catch {
      throw CallFailure(error)
    }
  }
}
