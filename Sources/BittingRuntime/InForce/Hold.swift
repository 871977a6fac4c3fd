internal import BundleFormat
public import KeyModel

/// The gate that was in force when the hold began, kept for as long as the hold lives, whatever is put in force meanwhile.
///
/// For callers who keep a decision over several steps; all others use ``Authorizer/authorize(_:_:from:at:_:)``. A hold
/// that lives long keeps the memory of its gate, and so does a process that is forked while it lives, for good.
@safe
public struct Hold: ~Copyable, ~Escapable {
  let reign: UnsafeMutablePointer<Reign>
  private let line: Int
  // Invariant: the authorizer lives longer than the hold, so nothing has to be counted for it.
  private unowned(unsafe) let authorizer: Authorizer

  /// Invariant: the caller has counted itself in, in `line` of `reign`, and sees that `reign` is in force after that.
  @_lifetime(borrow authorizer)
  @inline(__always)
  init(on reign: UnsafeMutablePointer<Reign>, line: Int, of authorizer: borrowing Authorizer) {
    unsafe self.reign = reign
    self.line = line
    unsafe self.authorizer = copy authorizer
  }

  @inline(__always)
  deinit { unsafe reign.readers.leave(line) }

  /// Whether there is no gate, which can only be where a package asked for it; nothing else may be asked of the hold then.
  package var isVacant: Bool { unsafe reign.pointee.isVacant }

  /// The sequence of the gate's bundle.
  public var sequence: Int64 { unsafe reign.pointee.issued }

  /// The gate itself, which the caller may keep for longer.
  public var gate: Gate {
    // Invariant: the gate of a reign that somebody reads stays.
    unsafe reign.pointee.heldGate.unsafelyUnwrapped
  }

  /// Decides about `request`, which comes with `credential` from `address` at `now`, and counts it if it is allowed: see
  /// ``Authorizer``.
  @_lifetime(borrow self)
  @_optimize(speed)
  public func authorize(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment
  ) -> Decision {
    var counted = CountedRequest(at: now)
    let verdict = verdict(credential, request, from: address, &counted)
    return decision(verdict, counted)
  }

  /// The same for callers for whom it is often enough whether the request may go on: what is known about it is told by
  /// ``decision(_:_:)``, and where nobody asks, nothing of it is put together. What counting came to stands in `counted`.
  @_optimize(speed)
  package func judge(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?,
    _ counted: inout CountedRequest
  ) -> Verdict {
    verdict(credential, request, from: address, &counted)
  }

  /// What is known about a request that came to `verdict` when it was `counted`.
  @_lifetime(borrow self)
  @inline(__always)
  package func decision(_ verdict: Verdict, _ counted: CountedRequest) -> Decision {
    let facts = unsafe _overrideLifetime(Facts(reign.pointee.image, verdict), borrowing: self)
    return Decision(verdict.reason, facts, verdict.knowsToken ? counted.usage : nil)
  }

  @inline(__always)
  @_optimize(speed)
  private func verdict(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?,
    _ counted: inout CountedRequest
  ) -> Verdict {
    let judgement = unsafe reign.pointee.parts.judge(
      credential, request, from: address, at: counted.now, counting: reign.pointee.counters.cells.places)
    guard judgement.verdict.reason == nil, let key = judgement.key else { return judgement.verdict }
    unsafe reign.pointee.image.prefetchName(ofKey: key)
    counted.key = key
    counted.cost = unsafe reign.pointee.image.cost(ofRoute: judgement.verdict.route)
    return judgement.verdict.denied(by: count(&counted))
  }

  /// Decides, and hands the decision to `body`.
  @inlinable @inline(__always)
  func decide<Result: ~Copyable, Failure: Error>(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment,
    _ body: (Decision) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(authorize(credential, request, from: address, at: now))
  }

  /// Counts `request`, and tells why it is denied; nil if it is not.
  @inline(__always)
  @_optimize(speed)
  private func count(_ request: inout CountedRequest) -> DenialReason? {
    unsafe reign.readers.note(request.now.steady, line)
    let count = unsafe reign.count(&request)
    switch count {
    case .allowed: return nil
    case .rate: return .rate
    case .quota: return .quota
    case .elsewhere: return unsafe authorizer.countInForce(&request, of: reign)
    }
  }

  /// Counts `request`, of the key with `name` here; if there is none, nothing is left of what it may do.
  func count(keyNamed name: Span<UInt8>, as request: inout CountedRequest) -> Count {
    guard let key = unsafe reign.pointee.image.key(named: name) else { return .rate }
    request.key = key
    unsafe reign.readers.note(request.now.steady, line)
    return unsafe reign.countMoved(&request)
  }
}
