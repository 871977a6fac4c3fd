internal import BittingRuntime
internal import BundleFormat
public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_open(
  _ authorizer: bitting_authorizer, _ input: UnsafePointer<bitting_input>!,
  _ update: UnsafeMutablePointer<bitting_update>!
) -> bitting_status {
  unsafe open(.bundle, for: authorizer, input, update)
}

/// `bitting.h` says what it does.
@c @implementation
public func bitting_open_revocations(
  _ authorizer: bitting_authorizer, _ input: UnsafePointer<bitting_input>!,
  _ update: UnsafeMutablePointer<bitting_update>!
) -> bitting_status {
  unsafe open(.revocations, for: authorizer, input, update)
}

/// What can be opened.
private enum Kind {
  case bundle
  case revocations
}

@inline(never)
private func open(
  _ kind: Kind, for authorizer: UInt64, _ input: UnsafePointer<bitting_input>?, _ update: UnsafeMutablePointer<UInt64>?
) -> bitting_status {
  status { () throws(CallFailure) in
    let result = try unsafe HandleResult(update)
    try checkMemory()
    let limit = kind == .bundle ? BundleLimits.fileBytes : BundleLimits.revocationFileBytes
    let input = try unsafe Input(bitting_input(reading: input), limit: limit)
    let basis = try Registry.locked { (registry) throws(CallFailure) in try Basis(authorizer, in: registry) }
    try basis.check(input.mark)
    let (gate, next) = kind == .bundle ? try input.bundle(for: basis) : try input.revocations(for: basis)
    let update = Update(gate, next, at: input.now, for: basis)
    result.set(
      try Registry.locked { (registry) throws(CallFailure) in
        // Opening takes a while, so much may have happened.
        try basis.checkIsCurrent(in: registry)
        return try registry.updates.add(update)
      })
  }
}

extension Input {
  /// The gate on the bundle that these are, and the mark that it leaves.
  fileprivate func bundle(for basis: Basis) throws(CallFailure) -> (gate: Gate, next: HighWater) {
    let service = basis.service
    do throws(OpenFailure) {
      return try Gate.open(
        unsafe bytes.span, identities: service.identities, trusting: service.trust, for: service.audience, after: mark,
        at: now)
    } catch {
      throw CallFailure(error)
    }
  }

  /// The gate in force with the revocation list that these are, and the mark that it leaves.
  fileprivate func revocations(for basis: Basis) throws(CallFailure) -> (gate: Gate, next: HighWater) {
    guard let mark else { throw CallFailure(BITTING_INVALID_ARGUMENT) }
    try checkMemory(for: unsafe 4 * bytes.count)
    let gate = try AuthorizerPlaces.hold(basis.handle) { $0.gate }
    do throws(OpenFailure) {
      return try gate.revoking(unsafe bytes.span, trusting: basis.service.trust, after: mark, at: now)
    } catch {
      throw CallFailure(error)
    }
  }
}
