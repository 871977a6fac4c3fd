internal import BundleFormat

/// A gate's time in force, and who still reads it.
///
/// Its memory is kept for as long as the authorizer lives, and used again for later gates: a thread may count itself in
/// here when the gate is gone already, before it sees that another one is in force.
@safe
struct Reign: ~Copyable {
  /// Who reads the gate. Counts may be left over from threads that a fork left behind, so that they never come to zero.
  let readers = ReaderCounts()
  /// The one made before this one.
  let older: UnsafeMutablePointer<Reign>?

  // Invariant: written only while the reign is not in force and nobody reads.
  private var gate: Unmanaged<Gate>?
  private var payload = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var lifetime = BundleLifetime(issued: 0, expires: 0)

  init(older: UnsafeMutablePointer<Reign>?) {
    unsafe self.older = older
  }

  deinit { unsafe gate?.release() }

  /// Whether there is no gate.
  var isVacant: Bool { unsafe gate == nil }

  /// Takes `gate`, and holds it.
  mutating func begin(_ gate: Gate) {
    unsafe self.gate = Unmanaged.passRetained(gate)
    unsafe payload = gate.payload
    lifetime = gate.lifetime
  }

  /// Lets the gate go.
  mutating func end() {
    let gate = unsafe gate
    unsafe self.gate = nil
    unsafe payload = UnsafeBufferPointer(start: nil, count: 0)
    unsafe gate?.release()
  }

  /// The gate, which whoever takes it holds on their own account. There must be one.
  var heldGate: Gate? { unsafe gate?.takeUnretainedValue() }

  /// What decisions read of the gate. There must be one.
  var view: GateView {
    @_lifetime(borrow self)
    @inline(__always)
    get { unsafe _overrideLifetime(GateView(BundleImage(alreadyChecked: payload.span), lifetime), borrowing: self) }
  }
}
