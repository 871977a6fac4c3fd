internal import BundleFormat
public import KeyModel

/// The gate that was in force when the hold began, kept for as long as the hold lives, whatever is put in force meanwhile.
///
/// For callers who keep a decision over several steps; all others use ``Authorizer/authorize(_:_:from:at:_:)``. A hold
/// that lives long keeps the memory of its gate, and so does a process that is forked while it lives, for good.
@safe
public struct Hold: ~Copyable, ~Escapable {
  private let reign: UnsafeMutablePointer<Reign>
  private let line: Int

  /// Invariant: the caller has counted itself in, in `line` of `reign`, and sees that `reign` is in force after that.
  @_lifetime(borrow authorizer)
  @inline(__always)
  init(on reign: UnsafeMutablePointer<Reign>, line: Int, of authorizer: borrowing Authorizer) {
    unsafe self.reign = reign
    self.line = line
  }

  @inline(__always)
  deinit { unsafe reign.pointee.readers.leave(line) }

  /// Whether there is no gate, which can only be where a package asked for it; nothing else may be asked of the hold then.
  package var isVacant: Bool { unsafe reign.pointee.isVacant }

  /// The sequence of the gate's bundle.
  public var sequence: Int64 { unsafe reign.pointee.view.lifetime.issued }

  /// The gate itself, which the caller may keep for longer.
  public var gate: Gate {
    // Invariant: the gate of a reign that somebody reads stays.
    unsafe reign.pointee.heldGate.unsafelyUnwrapped
  }

  /// Decides about `request`, which comes with `credential` from `address` at `now`: see
  /// ``Gate/authorize(_:_:from:at:)`` and ``Authorizer``.
  @_lifetime(borrow self)
  public func authorize(
    _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?, at now: Moment
  ) -> Decision {
    let decision = unsafe reign.pointee.view.decide(credential, request, from: address, at: now)
    return unsafe _overrideLifetime(decision, borrowing: self)
  }
}
