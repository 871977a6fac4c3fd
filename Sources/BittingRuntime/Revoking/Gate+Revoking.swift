internal import KeyModel

extension Gate {
  /// Takes the revocation list in `file`, and returns this gate with what it revokes, and the mark that the host has to
  /// write before it puts that gate in force.
  ///
  /// The new gate shares the bundle with this one. What was revoked before stays revoked, whether or not this list holds
  /// it: an empty list revokes nothing and restores nothing. The checks are made in this order, and the first that fails
  /// is thrown: form and signatures, project, sequence, time, lines.
  ///
  /// `mark` is what the last opening or revoking returned. `file` is read more than once: hand over memory of your own,
  /// not a mapped file that somebody could change in between.
  public func revoking(
    _ file: Span<UInt8>, trusting trust: Trust, after mark: HighWater, at now: Moment
  ) throws(OpenFailure) -> (gate: Gate, next: HighWater) {
    let sealed = try SealedRevocations(parsing: file)
    let list = try VerifiedRevocations(sealed, trusting: trust)
    guard mark.isOf(project, statement) else { throw .wrongAudience }
    try list.checkProject(project)
    try list.checkSequence(after: mark.revocations)
    try list.checkTime(at: now.utc)
    guard let all = try list.list().keeping(mark.revocations)?.keeping(revocations) else { throw .tooLarge }
    return (revoking(all), mark.with(all))
  }
}
