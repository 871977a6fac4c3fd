extension Sequence where Element == Finding {
  /// The findings by place, then rule, then message, each once.
  ///
  /// The order depends on nothing but the findings, so two runs over the same tree print the same bytes.
  public func sortedAndDeduplicated() -> [Finding] {
    var seen: Set<Finding> = []
    return filter { seen.insert($0).inserted }.sorted(by: Finding.isOrdered)
  }
}

extension Finding {
  /// Whether `one` is reported before `other`.
  static func isOrdered(_ one: Finding, _ other: Finding) -> Bool {
    if one.span != other.span { return one.span < other.span }
    if one.rule != other.rule { return one.rule.utf8.lexicographicallyPrecedes(other.rule.utf8) }
    return one.message.utf8.lexicographicallyPrecedes(other.message.utf8)
  }
}
