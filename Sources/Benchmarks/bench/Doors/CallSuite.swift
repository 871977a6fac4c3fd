import BittingRuntime

/// The rows about libbitting: the same decisions as in Swift, by a call in C.
enum CallSuite {
  private static let keys = 1_000
  /// How much longer the call may take, in seconds.
  private static let goal = 0.000_000_005

  static func plans(library: String, work: String) -> [Plan] {
    let path = "\(library)/library/libbitting.so"
    return [
      plan("authorize by a call in C", false, .atMostMore(goal), path, work),
      plan("authorize by a call in C and have the answer and its texts copied", true, .note(""), path, work),
    ]
  }

  private static func plan(
    _ title: String, _ wantsAnswer: Bool, _ verdict: Row.Verdict, _ path: String, _ work: String
  ) -> Plan {
    Plan(title: "\(title), \(keys) keys, beside Swift") { rounds in
      let bundle = try SampleBundle(of: SampleGate(keys: keys, seed: 1), in: work)
      let library = try CLibrary(at: try LeftOut.unlessThere(path, "make lib"), with: bundle)
      let authorizer = Authorizer(try bundle.open(), at: SampleGate.moment)
      let load = DecisionLoad(DecisionStage.requests, of: bundle.sample, by: .known)
      let race = DecisionRace(
        count: load.count, ours: { load.ask(library, $0, wantsAnswer: wantsAnswer) },
        other: { load.ask(authorizer, $0) })
      return [Row(quantity: .decision, pairs: try race.pairs(rounds: rounds), verdict: verdict)]
    }
  }
}
