internal import BittingRuntime

/// What was opened and is not in force yet.
final class Update: Sendable {
  /// What it was opened for, as that was then.
  let basis: Basis
  let gate: Gate
  let mark: HighWater
  let moment: Moment
  /// What the host writes.
  let state: [UInt8]

  init(_ gate: Gate, _ mark: HighWater, at moment: Moment, for basis: Basis) {
    self.basis = basis
    self.gate = gate
    self.mark = mark
    self.moment = moment
    state = mark.bytes
  }
}
