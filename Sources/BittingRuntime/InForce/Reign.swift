internal import BundleFormat
internal import KeyModel

/// A gate's time in force, and what its keys have used up. Who reads it is counted in front of it.
///
/// Its memory is kept for as long as the authorizer lives, and used again for later gates: a thread may count itself in
/// here when the gate is gone already, before it sees that another one is in force.
@safe
struct Reign: ~Copyable {
  /// The one made before this one.
  let older: UnsafeMutablePointer<Reign>?

  // Invariant: what follows is written only while the reign is not in force and nobody reads.
  private var gate: Unmanaged<Gate>?
  private var gateParts: UnsafePointer<GateParts>?
  /// What the gate's keys have used up.
  private(set) var counters = Counters()
  /// The reign whose counts move here. It has its gate for as long as some are expected here.
  private(set) var former: UnsafeMutablePointer<Reign>?

  /// Whether counts may still be expected; for whoever replaces gates.
  var isMoving = false

  init(older: UnsafeMutablePointer<Reign>?) {
    unsafe self.older = older
  }

  deinit { unsafe gate?.release() }

  /// Whether there is no gate.
  var isVacant: Bool { unsafe gate == nil }

  /// Takes `gate`, and holds it. Its keys have used up what they had in `former`, or what rests of them.
  mutating func begin(
    _ gate: Gate, at now: Moment, after former: UnsafeMutablePointer<Reign>?, _ resting: borrowing RestingCounts
  ) {
    unsafe self.gate = Unmanaged.passRetained(gate)
    unsafe gateParts = gate.parts
    counters = Counters(for: gate.image, at: now)
    unsafe self.former = former
    unsafe isMoving = former != nil
    expectCounts(resting, at: now)
  }

  /// Lets the gate go.
  mutating func end() {
    let gate = unsafe gate
    unsafe self.gate = nil
    unsafe gateParts = nil
    counters = Counters()
    unsafe gate?.release()
  }

  /// The gate, which whoever takes it holds on their own account. There must be one.
  var heldGate: Gate? { unsafe gate?.takeUnretainedValue() }

  /// What decisions read of the gate. There must be one.
  var parts: UnsafePointer<GateParts> {
    @inline(__always)
    get { unsafe gateParts.unsafelyUnwrapped }
  }

  /// The payload of the gate. There must be one.
  var image: BundleImage {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(parts.image, borrowing: self) }
  }

  /// When the gate's bundle was issued, in seconds of UTC. There must be one.
  var issued: Int64 { unsafe parts.pointee.lifetime.issued }
}
