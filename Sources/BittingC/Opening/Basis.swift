internal import BittingRuntime
internal import CBitting

/// An authorizer at one time: what an update is opened for.
struct Basis {
  /// The authorizer's handle.
  let handle: UInt64
  let service: Service
  /// How many updates it had put in force.
  let revision: UInt64
  /// What the last of them has left; nil before there was one.
  let mark: HighWater?

  /// The authorizer of `handle` as it is now.
  init(_ handle: UInt64, in registry: borrowing Registry) throws(CallFailure) {
    self.handle = handle
    service = try registry.services.object(handle)
    (revision, mark) = (service.revision, service.mark)
  }

  /// Fails if something was put in force since.
  func checkIsCurrent(in registry: borrowing Registry) throws(CallFailure) {
    guard try Basis(handle, in: registry).revision == revision else { throw CallFailure(BITTING_OUTDATED) }
  }

  /// Fails if `state` does not know all that is in force: it is from before that, or of something else.
  func check(_ state: HighWater?) throws(CallFailure) {
    guard let mark else { return }
    guard let state, state.covers(mark) else { throw CallFailure(BITTING_OUTDATED) }
  }
}

extension HighWater {
  /// Whether whoever left this mark had seen what left `other`.
  fileprivate func covers(_ other: HighWater) -> Bool {
    guard project == other.project, service == other.service, environment == other.environment else { return false }
    let hasBundle = sequence > other.sequence || sequence == other.sequence && content == other.content
    return hasBundle && covers(other.revocations)
  }

  /// Revocations only grow, so the newer ones hold the older.
  private func covers(_ others: RevocationList?) -> Bool {
    guard let others else { return true }
    guard let revocations else { return false }
    return revocations.sequence >= others.sequence && revocations.count >= others.count
  }
}
