/// One block of the report: what is measured, and how. Nothing is made or run before it is asked for.
struct Plan {
  /// What ours does, and what it stands beside.
  let title: String
  /// Measures so many times.
  let measure: (_ rounds: Int) throws -> [Row]
}

extension Plan {
  /// The plan to run two programs in turn.
  init(_ title: String, beside other: String, comparing comparison: @escaping () throws -> Comparison) {
    self.title = "\(title), beside \(other)"
    measure = { rounds in try comparison().rows(rounds: rounds) }
  }
}
