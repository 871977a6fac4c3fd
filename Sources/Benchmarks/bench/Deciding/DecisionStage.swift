import BittingRuntime
import KeyModel

/// A bundle of some size in force, the C floor with the same keys, and requests to both.
final class DecisionStage {
  let sample: SampleGate
  let gate: Gate
  let floor: FloorGate
  /// Decides on the same gate, and counts.
  let authorizer: Authorizer
  private var loads: [DecisionLoad.Caller: DecisionLoad] = [:]

  /// How many requests are asked in a row.
  static let requests = 1 << 19

  init(keys: Int, in folder: String) throws {
    sample = SampleGate(keys: keys, seed: 1)
    gate = try SampleBundle(of: sample, in: folder).open()
    floor = FloorGate(of: sample)
    authorizer = Authorizer(gate, at: SampleGate.moment)
  }

  /// The requests of `caller`, made when they are first wanted.
  func load(_ caller: DecisionLoad.Caller) -> DecisionLoad {
    if let load = loads[caller] { return load }
    let load = DecisionLoad(DecisionStage.requests, of: sample, by: caller)
    loads[caller] = load
    return load
  }
}

/// The stages of a report, which are made when they are first wanted. Only two are kept, as large ones take a gigabyte.
final class DecisionStages {
  private let folder: String
  private var stages: [DecisionStage] = []

  init(in folder: String) {
    self.folder = folder
  }

  func stage(keys: Int) throws -> DecisionStage {
    if let stage = stages.first(where: { $0.sample.keys == keys }) { return stage }
    if stages.count > 1 { stages.removeFirst() }
    let stage = try DecisionStage(keys: keys, in: folder)
    stages.append(stage)
    return stage
  }
}
