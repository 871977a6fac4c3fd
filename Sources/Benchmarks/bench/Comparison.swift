/// Two programs that are run in turn, and what is to be said of them.
struct Comparison {
  let beside: Other
  let ours: ChildProcess
  /// The quantities to compare, each with the most that its ratio is to be.
  let goals: [(quantity: Row.Quantity, goal: Double)]

  /// What ours is measured against.
  enum Other {
    /// Another program, run right before ours each time.
    case program(ChildProcess)
    /// A fixed amount of whatever is compared: seconds or bytes.
    case amount(Double)
  }

  /// Runs both `rounds` times, after one run that only warms caches.
  func rows(rounds: Int) throws -> [Row] {
    _ = try ours.run()
    var rounds = try (0..<rounds).map { _ in (other: try other(), ours: try ours.run()) }
    rounds.sort { $0.ours.wall < $1.ours.wall }
    return goals.map { quantity, goal in
      let pairs = rounds.map { round in
        (ours: quantity.value(of: round.ours), other: amount ?? round.other.map(quantity.value) ?? .nan)
      }
      return Row(quantity: quantity, pairs: pairs, goal: goal)
    }
  }

  private func other() throws -> ChildProcess.Cost? {
    guard case .program(let program) = beside else { return nil }
    return try program.run()
  }

  private var amount: Double? {
    guard case .amount(let amount) = beside else { return nil }
    return amount
  }
}
