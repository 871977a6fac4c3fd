internal import BittingRuntime
internal import BundleFormat
internal import CBitting

/// What is to be opened, with the state before and the time.
@safe
struct Input {
  /// The most bytes of a state: all digests that may be revoked, and some lines more.
  static let longestState = BundleLimits.revocations * DigestLines.lineByteCount + 4_096

  /// A bundle or a revocation list, which the caller keeps as it is during the call.
  let bytes: UnsafeBufferPointer<UInt8>
  /// What was accepted up to now; nil at a first start.
  let mark: HighWater?
  let now: Moment

  init(_ input: bitting_input, limit: Int) throws(CallFailure) {
    let firstStart = UInt32(BITTING_FIRST_START)
    try unsafe check(input.flags, known: firstStart | UInt32(BITTING_TIME_GIVEN), reserved: input.reserved)
    now = try unsafe moment(input.flags, input.utc, input.steady)
    guard unsafe UInt(bitPattern: input.length) <= UInt(limit) else { throw CallFailure(.tooLarge) }
    unsafe bytes = try unsafe givenBytes(input.bytes, input.length, limit: limit)
    mark = try unsafe Input.mark(input, isFirstStart: input.flags & firstStart != 0)
  }

  /// What `input` has as accepted: nothing at a first start, and only then.
  private static func mark(_ input: bitting_input, isFirstStart: Bool) throws(CallFailure) -> HighWater? {
    let text = try unsafe BittingC.bytes(input.state, input.state_length, limit: longestState)
    guard unsafe (text == nil) == isFirstStart else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    guard let text = unsafe text else { return nil }
    // What is revoked is kept several times while it is put together.
    try checkMemory(for: 4 * text.count)
    guard let mark = HighWater(parsing: unsafe text.span) else { throw CallFailure(BITTING_INVALID_STATE) }
    return mark
  }
}
