internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

/// A bundle, perhaps a revocation list, and the state, as files.
struct FollowedFiles: Sendable {
  let bundle: String
  let revocations: String?
  /// Whether there may be no revocation list yet.
  let awaitsRevocations: Bool
  let state: StateFile
  let opener: Opener

  /// What was put in force: how its file was, and what it has left.
  struct Taken {
    let stamp: FileStamp
    let mark: HighWater
  }

  /// The files that are followed, in this order.
  var paths: [String] { [bundle] + (revocations.map { [$0] } ?? []) }

  /// The stamp of the file at `path`; nil for a revocation list that has not come yet.
  func stamp(of path: String, isSeen: Bool) throws(FollowingFailure) -> FileStamp? {
    if path == revocations && awaitsRevocations && !isSeen { return try FileStamp(ifThere: path) }
    return try FileStamp(of: path)
  }

  /// Opens the bundle after what the state has, which must know what left `known`, writes the state, and hands the gate to
  /// `putInForce`; other processes that share the state are kept away meanwhile.
  func takeBundle(
    after known: HighWater?, at now: Moment, putInForce: (Gate) -> Void
  ) throws(FollowingFailure) -> Taken {
    try take(bundle, limit: BundleLimits.fileBytes, after: known, putInForce) { (file, mark) throws(OpenFailure) in
      try Gate.open(
        file, identities: opener.identities, trusting: opener.trust, for: opener.audience, after: mark, at: now)
    }
  }

  /// The same for the revocation list, beside the bundle of `gate`.
  func takeRevocations(
    beside gate: Gate, after known: HighWater?, at now: Moment, putInForce: (Gate) -> Void
  ) throws(FollowingFailure) -> Taken {
    let path = revocations ?? ""
    return try take(path, limit: BundleLimits.revocationFileBytes, after: known, putInForce) {
      (file, mark) throws(OpenFailure) in
      // There is a gate, so a state that was written is gone.
      guard let mark else { throw .stateUnwritable }
      return try gate.revoking(file, trusting: opener.trust, after: mark, at: now)
    }
  }

  private func take(
    _ path: String, limit: Int, after known: HighWater?, _ putInForce: (Gate) -> Void,
    _ open: (Span<UInt8>, HighWater?) throws(OpenFailure) -> (gate: Gate, next: HighWater)
  ) throws(FollowingFailure) -> Taken {
    let file = try OpenFile.reading(path)
    guard file.stamp.size <= limit else { throw .refused(.tooLarge, file: path) }
    let content = try file.bytes()
    let lock = try state.lock()
    let mark = try state.mark()
    guard mark.covers(known) else { throw .outdatedState(file: state.path) }
    do throws(OpenFailure) {
      let opened = try open(content.span, mark)
      if opened.next != mark { try state.write(opened.next, holding: lock) }
      putInForce(opened.gate)
      return Taken(stamp: file.stamp, mark: opened.next)
    } catch {
      throw .refused(error, file: path)
    }
  }
}

extension HighWater? {
  /// Whether whoever left this mark had seen what left `known`.
  fileprivate func covers(_ known: HighWater?) -> Bool {
    guard let known else { return true }
    guard let self, self.project == known.project, self.service == known.service,
      self.environment == known.environment
    else { return false }
    let hasBundle =
      self.sequence > known.sequence || self.sequence == known.sequence && self.content == known.content
    // Revocations only grow, so the newer ones hold the older.
    guard let revoked = known.revocations else { return hasBundle }
    guard let revocations = self.revocations else { return false }
    return hasBundle && revocations.sequence >= revoked.sequence && revocations.count >= revoked.count
  }
}
