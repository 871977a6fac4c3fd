import ArgumentParser
import BittingRuntime
import Foundation

/// `bench gate`: what a decision takes, beside the same work in C.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "Measure decisions on one bundle, beside the same work in C.",
    discussion: """
      Both decide the same requests in turn, in one thread, without counting rates and quotas. Times are processor time \
      for one decision, the fetching of the token from memory included; the ratio is the median of all rounds.
      """)

  @Option(help: "How many keys the bundle has.")
  var keys = 1_000

  @Option(help: "How many requests are decided in a round.")
  var load = 1 << 20

  @Option(help: "How many rounds there are.")
  var rounds = 5

  @Option(help: "Where the bundle is made.")
  var work: String

  func validate() throws {
    guard keys > 0, load > 0, rounds > 0 else { throw ValidationError("there has to be one of each at least") }
  }

  func run() throws {
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let sample = SampleGate(keys: keys, seed: 1)
    let gate = try SampleBundle(of: sample, in: work).open()
    let floor = FloorGate(of: sample)
    print("a decision with \(keys) keys, beside the same work in C")
    for (word, tokens) in [("known", DecisionLoad.Caller.known), ("unknown", .unknown)] {
      let load = DecisionLoad(load, of: sample, by: tokens)
      for (name, kind) in [("scope", DecisionLoad.Kind.scope), ("route", .route)] {
        let pairs = (0..<rounds).map { _ in
          (
            ours: seconds { load.ask(gate, 0..<load.count, by: kind) },
            other: seconds { load.ask(floor, 0..<load.count, by: kind) }
          )
        }
        print("  \(word) token, by \(name)  \(GateCommand.text(of: pairs, perDecision: Double(load.count)))")
      }
    }
  }

  /// The processor time that `body` takes.
  private func seconds(_ body: () -> Int) -> Double {
    let start = GateCommand.processorTime
    _ = body()
    return GateCommand.processorTime - start
  }

  private static var processorTime: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func text(of pairs: [(ours: Double, other: Double)], perDecision count: Double) -> String {
    let best = pairs.sorted { $0.ours / $0.other < $1.ours / $1.other }
    let (ours, other) = best[best.count / 2]
    return "\(rounded(ours / count * 1e9, 0)) ns  \(rounded(other / count * 1e9, 0)) ns  \(rounded(ours / other, 2))"
  }
}
