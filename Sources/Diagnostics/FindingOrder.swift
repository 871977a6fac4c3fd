extension Sequence where Element == Finding {
  /// The findings by place, then rule, then message, each once.
  ///
  /// The order depends on nothing but the findings, so two runs over the same tree print the same bytes.
  public func sortedAndDeduplicated() -> [Finding] {
    var found: [Finding] = []
    // Those that have the place of the last one, its rule and its message: only these may be the same, and are hashed.
    var alike: Set<Finding> = []
    for finding in sorted(by: Finding.isOrdered) {
      if let last = found.last, !Finding.isOrdered(last, finding) {
        if alike.isEmpty { alike.insert(last) }
        guard alike.insert(finding).inserted else { continue }
      } else {
        alike.removeAll()
      }
      found.append(finding)
    }
    return found
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
