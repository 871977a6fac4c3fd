internal import BittingRuntime
internal import BundleFormat
public import CBitting

/// `bitting.h` says what it does.
@c @implementation
public func bitting_quota_state(
  _ authorizer: bitting_authorizer, _ flags: UInt32, _ utc: Int64, _ buffer: UnsafeMutableRawPointer!, _ capacity: Int,
  _ length: UnsafeMutablePointer<Int>!
) -> bitting_status {
  status { () throws(CallFailure) in
    let result = try unsafe BytesResult(buffer, capacity, length)
    try check(flags, known: UInt32(BITTING_TIME_GIVEN))
    // No rate is asked about, so the clock of rates is left at its beginning.
    let now = Moment(utc: try instant(flags, utc), steady: 0)
    // Of each key a count, twice where the list grows, and a line, likewise.
    try checkMemory(for: 512 * AuthorizerPlaces.hold(authorizer) { $0.gate.image.count(of: .keys) })
    try result.set(try AuthorizerPlaces.quotaState(authorizer, at: now))
  }
}

/// `bitting.h` says what it does.
@c @implementation
public func bitting_restore_quotas(
  _ update: bitting_update, _ state: UnsafeRawPointer!, _ length: Int
) -> bitting_status {
  status { () throws(CallFailure) in
    let text = try unsafe givenBytes(state, length, limit: RestingCounts.longestText)
    let opened = try Registry.locked { (registry) throws(CallFailure) in try registry.updates.object(update) }
    // A count and its name, of the shortest of lines.
    try checkMemory(for: 8 * text.count)
    let counts: RestingCounts
    do throws(QuotaStateFailure) {
      counts = try RestingCounts(unsafe text.span, for: opened.gate, at: opened.moment)
    } catch {
      throw CallFailure(error)
    }
    try Registry.locked { (registry) throws(CallFailure) in
      try opened.basis.checkIsCurrent(in: registry)
      guard AuthorizerPlaces.restore(opened.basis.handle, counts) else { throw CallFailure(BITTING_OUTDATED) }
    }
  }
}

extension CallFailure {
  fileprivate init(_ failure: QuotaStateFailure) {
    switch failure {
    case .malformed: self.init(BITTING_INVALID_STATE)
    case .unsupportedVersion: self.init(BITTING_UNSUPPORTED_VERSION)
    case .wrongAudience: self.init(BITTING_WRONG_AUDIENCE)
    }
  }
}
