internal import BittingRuntime
internal import CBitting

/// What was opened and is not in force yet.
final class Update: Sendable {
  /// The handle of the authorizer that it was opened for.
  let authorizer: UInt64
  let gate: Gate
  let mark: HighWater
  let moment: Moment
  /// What the host writes.
  let state: [UInt8]

  init(_ gate: Gate, _ mark: HighWater, at moment: Moment, for authorizer: UInt64) {
    self.authorizer = authorizer
    self.moment = moment
    self.gate = gate
    self.mark = mark
    state = mark.bytes
  }
}

extension HighWater {
  /// Fails if what leaves this mark must not follow on what left `other`.
  func check(after other: HighWater?) throws(CallFailure) {
    guard let other else { return }
    guard project == other.project else { throw CallFailure(.wrongAudience) }
    guard sequence >= other.sequence else { throw CallFailure(.rolledBack) }
    guard sequence > other.sequence || content == other.content else { throw CallFailure(.equivocation) }
  }
}
