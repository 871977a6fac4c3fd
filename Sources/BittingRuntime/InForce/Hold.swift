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
  private let authorizer: Unmanaged<Authorizer>

  /// Invariant: the caller has counted itself in, in `line` of `reign`, and sees that `reign` is in force after that.
  @_lifetime(borrow authorizer)
  @inline(__always)
  init(on reign: UnsafeMutablePointer<Reign>, line: Int, of authorizer: borrowing Authorizer) {
    unsafe self.reign = reign
    self.line = line
    // Invariant: the authorizer lives longer than the hold, so nothing has to be counted for it.
    unsafe self.authorizer = Unmanaged.passUnretained(copy authorizer)
  }

  @inline(__always)
  deinit { unsafe reign.readers.leave(line) }

  /// Whether there is no gate, which can only be where a package asked for it; nothing else may be asked of the hold then.
  package var isVacant: Bool { unsafe reign.pointee.isVacant }

  /// The sequence of the gate's bundle.
  public var sequence: Int64 { unsafe reign.pointee.view.lifetime.issued }

  /// The gate itself, which the caller may keep for longer.
  public var gate: Gate {
    // Invariant: the gate of a reign that somebody reads stays.
    unsafe reign.pointee.heldGate.unsafelyUnwrapped
  }

  /// Decides about `request`, which comes with `credential` from `address` at `now`, and counts it if it is allowed: see
  /// ``Authorizer``.
  @_lifetime(borrow self)
  public func authorize(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment
  ) -> Decision {
    let decision = unsafe reign.pointee.view.decide(credential, request, from: address, at: now)
    guard case .allow(let grant) = decision, let key = grant.facts.keyIndex else {
      return unsafe _overrideLifetime(decision, borrowing: self)
    }
    let counted: Decision
    switch count(CountedRequest(key: key, cost: grant.cost, now: now)) {
    case .allowed(let usage): counted = .allow(Grant(grant.facts, usage))
    case .denied(let reason, let usage): counted = .deny(Denial(reason, grant.facts, usage))
    // Not reached: `count` has looked everywhere.
    case .elsewhere: counted = .deny(Denial(.rate, grant.facts))
    }
    return unsafe _overrideLifetime(counted, borrowing: self)
  }

  private func count(_ request: CountedRequest) -> Count {
    let count = unsafe reign.pointee.count(request)
    guard case .elsewhere(let owed) = count else { return count }
    return unsafe authorizer._withUnsafeGuaranteedRef { authorizer in
      unsafe authorizer.countInForce(request, of: reign, owing: owed)
    }
  }
}
