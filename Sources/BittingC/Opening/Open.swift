internal import BittingRuntime
internal import BundleFormat
public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_open(
  _ authorizer: bitting_authorizer, _ input: UnsafePointer<bitting_input>!,
  _ update: UnsafeMutablePointer<bitting_update>!
) -> bitting_status {
  unsafe open(authorizer, input, limit: BundleLimits.fileBytes, update) { (basis, input) throws(CallFailure) in
    let service = basis.service
    do throws(OpenFailure) {
      return try Gate.open(
        unsafe input.bytes.span, identities: service.identities, trusting: service.trust, for: service.audience,
        after: input.mark, at: input.now)
    } catch {
      throw CallFailure(error)
    }
  }
}

/// `bitting.h` says what it does.
@c @implementation
public func bitting_open_revocations(
  _ authorizer: bitting_authorizer, _ input: UnsafePointer<bitting_input>!,
  _ update: UnsafeMutablePointer<bitting_update>!
) -> bitting_status {
  unsafe open(authorizer, input, limit: BundleLimits.revocationFileBytes, update) {
    (basis, input) throws(CallFailure) in
    guard let mark = input.mark else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    try unsafe checkMemory(for: 4 * input.bytes.count)
    let gate = try AuthorizerPlaces.hold(basis.handle) { $0.gate }
    do throws(OpenFailure) {
      return try gate.revoking(unsafe input.bytes.span, trusting: basis.service.trust, after: mark, at: input.now)
    } catch {
      throw CallFailure(error)
    }
  }
}

/// What both have in common: what `body` makes of the input becomes an update.
private func open(
  _ authorizer: UInt64, _ input: UnsafePointer<bitting_input>?, limit: Int, _ update: UnsafeMutablePointer<UInt64>?,
  _ body: (Basis, Input) throws(CallFailure) -> (gate: Gate, next: HighWater)
) -> bitting_status {
  status { () throws(CallFailure) in
    let result = try unsafe HandleResult(update)
    try checkMemory()
    let input = try unsafe Input(bitting_input(reading: input), limit: limit)
    let basis = try Registry.locked { (registry) throws(CallFailure) in try Basis(authorizer, in: registry) }
    try basis.check(input.mark)
    let (gate, next) = try body(basis, input)
    let update = Update(gate, next, at: input.now, for: basis)
    result.set(
      try Registry.locked { (registry) throws(CallFailure) in
        // Opening takes a while, so much may have happened.
        try basis.checkIsCurrent(in: registry)
        return try registry.updates.add(update)
      })
  }
}
