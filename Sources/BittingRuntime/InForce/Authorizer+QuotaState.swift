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
    self.init(gate, at: now, try RestingCounts(quotaState, for: gate, at: now))
  }

  /// What was used of quotas by `now`, as text for a file of the host's, which may be shown: see the page *Limits*.
  ///
  /// Requests go on meanwhile, and what they use after their key was read is not in the text. A host that loses the text's
  /// last minutes gives away again what was used in them.
  public func quotaState(at now: Moment) -> [UInt8] { quotaStateInForce(at: now) ?? [] }

  /// The same; nil if no gate is in force.
  package func quotaStateInForce(at now: Moment) -> [UInt8]? {
    guard let (counts, gate) = counts(at: now) else { return nil }
    return QuotaState.text(of: counts, for: gate.image)
  }
}

extension RestingCounts {
  /// The most bytes of a text.
  package static var longestText: Int { BundleLimits.keys * 128 + 1_024 }

  /// The counts that `text`, an authorizer's ``Authorizer/quotaState(at:)``, tells of windows that have not passed at `now`,
  /// for the bundles of `gate`'s audience.
  package init(_ text: Span<UInt8>, for gate: Gate, at now: Moment) throws(QuotaStateFailure) {
    self.init(sorted: try QuotaState.counts(in: text, for: gate.image, at: now.utc))
  }
}
