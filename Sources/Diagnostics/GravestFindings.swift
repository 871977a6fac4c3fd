extension Array where Element == LocatedFinding {
  /// The findings by weight, errors first; those of one weight in their order.
  var byGravity: [LocatedFinding] {
    Severity.allCases.sorted(by: >).flatMap { severity in filter { $0.severity == severity } }
  }
}

extension Array {
  /// At most `limit` elements, in their order: no heavier one is left out for a lighter one.
  func gravest(_ limit: Int, by severity: (Element) -> Severity) -> [Element] {
    guard count > limit else { return self }
    var room = limit
    var quota: [Severity: Int] = [:]
    for weight in Severity.allCases.sorted(by: >) {
      let taken = Swift.min(room, count { severity($0) == weight })
      quota[weight] = taken
      room -= taken
    }
    return filter { element in
      guard let left = quota[severity(element)], left > 0 else { return false }
      quota[severity(element)] = left - 1
      return true
    }
  }
}
