public import Diagnostics

extension ChangeClass {
  /// What the class means, for reports that carry their own documentation.
  public var page: RuleDescription {
    RuleDescription(rawValue, weight, summary: summary, why: why)
  }

  /// How much it weighs where nothing more is known.
  private var weight: Severity {
    switch self {
    case .error: .error
    case .widening, .newSecret: .warning
    case .room, .narrowing, .facts: .note
    }
  }

  private var summary: String {
    switch self {
    case .error: "a tombstone is gone"
    case .widening: "a request is allowed that was denied"
    case .newSecret: "a secret is added, or ends later"
    case .room: "something may be asked for, or may happen, that could not before"
    case .narrowing: "a request is denied that was allowed"
    case .facts: "something else changes that a reader wants to know"
    }
  }

  private var why: String {
    switch self {
    case .error:
      """
      What was revoked stays revoked: without its tombstone, a secret that leaked could be declared again. No option lets
      this through.
      """
    case .widening:
      """
      The request that is told was denied by a validator with a bundle of the base, and is allowed by one with a bundle
      of the head. Where a review tells none, no request is allowed that was denied.
      """
    case .newSecret:
      """
      Adding a digest of one's own to somebody's key is how access would be stolen, so each secret is told by itself, with
      its handle and its window. It counts as a widening, too, unless the key had a live secret and the new one lives no
      longer than the type of the key lets it.
      """
    case .room:
      """
      A ceiling, a rule, a waiver, a signer or a recipient changes, and no request is decided differently by that alone.
      It is what a later change could make use of. A new owner counts, too, since owners may be asked to agree, and so
      does bait that is taken away.
      """
    case .narrowing:
      """
      The request that is told was allowed by a validator with a bundle of the base, and is denied by one with a bundle of
      the head: whoever relies on it has to know.
      """
    case .facts:
      """
      A purpose, a title or a limit changes. No request is allowed or denied by that alone; how many of them may come in
      some time may differ.
      """
    }
  }
}
