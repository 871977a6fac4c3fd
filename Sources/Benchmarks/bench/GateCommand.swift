import ArgumentParser
import BittingRuntime
import Foundation

/// scratch
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "gate", abstract: "Scratch.")
  @Option var keys = 1_000
  @Option var work = "/tmp/gatework"
  @Option var rounds = 5
  @Option var only = "all"
  @Option var load = 1 << 20
  @Option var pick = ""
  func run() throws {
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let sample = SampleGate(keys: keys, seed: 1)
    var clock = ContinuousClock.now
    let bundle = try SampleBundle(of: sample, in: work)
    print("bundle", ContinuousClock.now - clock); clock = .now
    let gate = try bundle.open()
    print("open", ContinuousClock.now - clock); clock = .now
    let floor = FloorGate(of: sample)
    print("floor", ContinuousClock.now - clock); clock = .now
    let known = DecisionLoad(load, of: sample, by: .known)
    let unknown = DecisionLoad(load, of: sample, by: .unknown)
    print("load", ContinuousClock.now - clock); clock = .now
    for (name, load, kind) in [("scope known", known, DecisionLoad.Kind.scope), ("scope unknown", unknown, .scope), ("route known", known, .route), ("route unknown", unknown, .route)] where pick.isEmpty || pick == name {
      for _ in 0..<rounds {
        let t0 = seconds()
        let a = only == "floor" ? 0 : load.ask(gate, 0..<load.count, by: kind)
        let t1 = seconds()
        let b = only == "ours" ? 0 : load.ask(floor, 0..<load.count, by: kind)
        let t2 = seconds()
        print(name, a, b, "ours", Int((t1 - t0) * 1e9 / Double(load.count)), "floor", Int((t2 - t1) * 1e9 / Double(load.count)), (t1 - t0) / (t2 - t1))
      }
    }
  }
  func seconds() -> Double {
    var t = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t)
    return Double(t.tv_sec) + Double(t.tv_nsec) / 1e9
  }
}
