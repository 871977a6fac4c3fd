public import Diagnostics
public import KeyModel

/// What is not let through of a change: errors always, and whatever else is refused.
public struct RefusedChanges: Sendable {
  private let kinds: [Kind]

  /// A kind of change that is refused, of keys of one type where one is named.
  public struct Kind: Sendable {
    let kind: ChangeClass
    let type: Name?

    /// The classes that can be refused; errors always are, and facts are nobody's gain or loss.
    public static let classes: [ChangeClass] = [.widening, .newSecret, .room, .narrowing]

    /// The kind that `text` names: `widening`, `widening:internal`. Nil if it is none.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let kind = ChangeClass(rawValue: parts[0]), Kind.classes.contains(kind) else { return nil }
      self.kind = kind
      type = parts.count == 2 ? Name(parts[1]) : nil
      if parts.count == 2, type == nil { return nil }
    }
  }

  /// Errors, and what is of one of `kinds`.
  public init(_ kinds: [Kind]) {
    self.kinds = kinds
  }

  /// The first key type that is named and that neither side of `review` declares, so that nothing would ever be refused
  /// for it.
  public func unknownType(in review: Review) -> Name? {
    kinds.lazy.compactMap(\.type).first { !review.types.contains($0) }
  }

  /// Whether something in `review` is not let through.
  public func include(anythingOf review: Review) -> Bool {
    review.entries.contains(where: include)
      || (review.head.findings + review.byRulesOfBase.findings).contains(where: include)
  }

  /// Whether `entry` is not let through.
  public func include(_ entry: ReviewEntry) -> Bool {
    entry.isOf(.error, type: nil) || kinds.contains { entry.isOf($0.kind, type: $0.type) }
  }

  /// Whether `finding`, in the head or by the rules of the base, is not let through.
  public func include(_ finding: LocatedFinding) -> Bool { finding.severity == .error }
}
