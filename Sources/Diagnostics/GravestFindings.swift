extension Array where Element == LocatedFinding {
  /// The findings by weight, errors first; those of one weight in their order.
  var byGravity: [LocatedFinding] {
    Severity.allCases.sorted(by: >).flatMap { severity in filter { $0.severity == severity } }
  }

  /// At most `limit` findings, in their order: no heavier one is left out for a lighter one.
  func gravest(_ limit: Int) -> [LocatedFinding] {
    guard count > limit else { return self }
    var room = limit
    var quota: [Severity: Int] = [:]
    for severity in Severity.allCases.sorted(by: >) {
      let taken = Swift.min(room, count { $0.severity == severity })
      quota[severity] = taken
      room -= taken
    }
    return filter { finding in
      guard let left = quota[finding.severity], left > 0 else { return false }
      quota[finding.severity] = left - 1
      return true
    }
  }
}
