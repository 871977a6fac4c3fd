/// Two ways to decide about the same requests.
struct DecisionRace {
  /// How many requests the ranges have that are asked for.
  let count: Int
  /// Decides about a range of requests, and gives back how many it allows.
  let ours: (Range<Int>) -> Int
  let other: (Range<Int>) -> Int

  /// How many requests are asked before it is the other's turn: so few that both see the same machine.
  private static let turn = 1 << 16

  /// The seconds that one decision takes on either side, `rounds` times; a first round only warms caches.
  ///
  /// The two take turns. Both must allow the same, as otherwise they do not do the same.
  func pairs(rounds: Int) throws -> [(ours: Double, other: Double)] {
    _ = try pair()
    return try (0..<rounds).map { _ in try pair() }
  }

  private func pair() throws -> (ours: Double, other: Double) {
    var (times, allowed) = ((ours: 0.0, other: 0.0), (ours: 0, other: 0))
    for start in stride(from: 0, to: count, by: DecisionRace.turn) {
      let range = start..<min(start + DecisionRace.turn, count)
      times.ours += processorTime { allowed.ours += ours(range) }
      times.other += processorTime { allowed.other += other(range) }
    }
    guard allowed.ours == allowed.other else {
      throw ChildProcess.Failure(description: "\(allowed.ours) requests are allowed, and \(allowed.other) by the other")
    }
    return (times.ours / Double(count), times.other / Double(count))
  }
}
