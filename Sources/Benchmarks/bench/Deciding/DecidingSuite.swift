import BittingRuntime
import KeyModel

/// The rows about decisions, beside the same work in hand-written C.
enum DecidingSuite {
  private static let floor = "the same in C"
  /// How much slower than the floor a decision may be.
  private static let goal = 1.25

  static func plans(work: String, largest: Int) -> [Plan] {
    let stages = DecisionStages(in: work)
    let sizes = [1_000, 100_000, 1_000_000, 10_000_000].filter { $0 < largest } + [largest]
    let each = sizes.flatMap { keys in
      [
        plan(keys, .known, .scope, stages), plan(keys, .unknown, .scope, stages), plan(keys, .known, .route, stages),
        counted(keys, stages), unknownBesideKnown(keys, stages), twoThreads(keys, stages),
      ]
    }
    return each + [growth(largest, stages), scaling(largest, stages), hot(largest, stages)]
      + [1_000, largest].flatMap { TimingSuite.plans(keys: $0, stages) }
  }

  private static func plan(
    _ keys: Int, _ caller: DecisionLoad.Caller, _ kind: DecisionLoad.Kind, _ stages: DecisionStages
  ) -> Plan {
    Plan(title: "authorize \(caller.words) by \(kind.rawValue), \(keys) keys, beside \(floor)") { rounds in
      let stage = try stages.stage(keys: keys)
      let load = stage.load(caller)
      let race = DecisionRace(
        count: load.count, ours: { load.ask(stage.gate, $0, by: kind) },
        other: { load.ask(stage.floor, $0, by: kind) })
      return [Row(quantity: .decision, pairs: try race.pairs(rounds: rounds), goal: goal)]
    }
  }

  /// The whole decision: both clocks are asked, and the request is counted.
  private static func counted(_ keys: Int, _ stages: DecisionStages) -> Plan {
    Plan(title: "authorize with clocks and rate, \(keys) keys, beside \(floor)") { rounds in
      let stage = try stages.stage(keys: keys)
      let load = stage.load(.known)
      let race = DecisionRace(
        count: load.count, ours: { load.ask(stage.authorizer, $0) }, other: { load.askCounted(stage.floor, $0) })
      return [Row(quantity: .decision, pairs: try race.pairs(rounds: rounds), goal: goal)]
    }
  }

  private static func unknownBesideKnown(_ keys: Int, _ stages: DecisionStages) -> Plan {
    Plan(title: "deny an unknown token, \(keys) keys, beside to allow a known one") { rounds in
      let stage = try stages.stage(keys: keys)
      let pairs = try stage.pairs(.unknown, beside: .known, rounds: rounds)
      return [Row(quantity: .decision, pairs: pairs, goal: 1)]
    }
  }

  private static func twoThreads(_ keys: Int, _ stages: DecisionStages) -> Plan {
    Plan(title: "authorize on two threads at once, \(keys) keys, beside \(floor)") { rounds in
      let stage = try stages.stage(keys: keys)
      let (load, gate, floor) = (stage.load(.known), stage.gate, stage.floor)
      let pairs = (0...rounds).map { _ in
        (
          ours: load.timeOnTwoThreads { _ = load.ask(gate, $0, by: .scope) },
          other: load.timeOnTwoThreads { _ = load.ask(floor, $0, by: .scope) }
        )
      }
      return [Row(quantity: .decision, pairs: Array(pairs.dropFirst()), goal: goal)]
    }
  }

  private static func growth(_ keys: Int, _ stages: DecisionStages) -> Plan {
    Plan(title: "authorize a known token by scope, \(keys) keys, beside 1000 keys") { rounds in
      let (large, small) = (try stages.stage(keys: keys), try stages.stage(keys: 1_000))
      let (loads, gates) = ((large.load(.known), small.load(.known)), (large.gate, small.gate))
      let race = DecisionRace(
        count: loads.0.count, ours: { loads.0.ask(gates.0, $0, by: .scope) },
        other: { loads.1.ask(gates.1, $0, by: .scope) })
      return [Row(quantity: .decision, pairs: try race.pairs(rounds: rounds), goal: 2)]
    }
  }

  /// Two threads with different keys, each decision counted.
  private static func scaling(_ keys: Int, _ stages: DecisionStages) -> Plan {
    Plan(title: "authorize with clocks and rate on two threads, \(keys) keys, beside one thread") { rounds in
      let stage = try stages.stage(keys: keys)
      return [Row(quantity: .decision, pairs: stage.scaling(stage.load(.known), rounds: rounds), goal: 1 / 1.8)]
    }
  }

  /// Two threads with one token, each decision counted in the same word.
  private static func hot(_ keys: Int, _ stages: DecisionStages) -> Plan {
    Plan(title: "authorize one token on two threads with clocks and rate, \(keys) keys, beside one thread") { rounds in
      let stage = try stages.stage(keys: keys)
      return [Row(quantity: .decision, pairs: stage.scaling(stage.load(.hot), rounds: rounds), goal: 1)]
    }
  }
}

extension DecisionLoad.Caller {
  /// The token, as the report names it.
  var words: String {
    switch self {
    case .known: "a known token"
    case .unknown, .unknownForRevoked, .unknownForExpired: "an unknown token"
    case .otherUnknown: "another unknown token"
    case .revoked: "a revoked token"
    case .expired: "an expired token"
    case .wrong: "a wrong token of a known handle"
    case .hot: "one token"
    }
  }
}

extension DecisionStage {
  /// The times of decisions about the tokens of `caller` and of `other`, without counters.
  func pairs(
    _ caller: DecisionLoad.Caller, beside other: DecisionLoad.Caller, rounds: Int
  ) throws -> [(ours: Double, other: Double)] {
    let (loads, gate) = ((load(caller), load(other)), gate)
    let race = DecisionRace(
      count: loads.0.count,
      ours: {
        _ = loads.0.ask(gate, $0, by: .scope)
        return 0
      },
      other: {
        _ = loads.1.ask(gate, $0, by: .scope)
        return 0
      })
    return try race.pairs(rounds: rounds)
  }

  /// The time from one decision to the next when two threads decide, and when one does.
  fileprivate func scaling(_ load: DecisionLoad, rounds: Int) -> [(ours: Double, other: Double)] {
    let authorizer = authorizer
    let pairs = (0...rounds).map { _ in
      (
        ours: load.timeOnTwoThreads { _ = load.ask(authorizer, $0) } / 2,
        other: processorTime { _ = load.ask(authorizer, 0..<load.count) } / Double(load.count)
      )
    }
    return Array(pairs.dropFirst())
  }
}

extension DecisionLoad {
  /// The time of one decision where two threads do `body`, each with half of the requests.
  fileprivate func timeOnTwoThreads(_ body: @escaping @Sendable (Range<Int>) -> Void) -> Double {
    let half = count / 2
    return processorTimeOnTwoThreads { number in body((number * half)..<((number + 1) * half)) } / Double(half)
  }
}
