internal import BundleFormat
internal import KeyModel

extension Authorizer {
  /// Puts `gate` in force at `now`, with what was used of quotas as an earlier authorizer's ``quotaState(at:)`` tells it.
  ///
  /// What cannot be read is refused: it must not be taken for nothing used. Counts of keys that the gate has not got rest
  /// until a later gate has them; counts of windows that have passed are dropped.
  public convenience init(
    _ gate: Gate, at now: Moment, quotaState: Span<UInt8>
  ) throws(QuotaStateFailure) {
    var resting = RestingCounts()
    resting.add(try QuotaState.counts(in: quotaState, for: gate.image), at: now.utc)
    self.init(gate, at: now, resting)
  }

  /// What was used of quotas by `now`, as text for a file of the host's, which may be shown: see the page *Limits*.
  ///
  /// Requests go on meanwhile, and what they use after their key was read is not in the text. A host that loses the text's
  /// last minutes gives away again what was used in them.
  public func quotaState(at now: Moment) -> [UInt8] {
    QuotaState.text(of: counts(at: now), for: gate.image)
  }
}
