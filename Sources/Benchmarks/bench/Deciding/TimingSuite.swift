/// The rows that show whether the time of an answer tells why a token does not hold.
///
/// Unknown tokens are as few different ones as the others and ask for the same, so that a difference is one of the path.
/// What other unknown tokens show beside them is no difference at all.
enum TimingSuite {
  /// How many samples of the time of some decisions are taken on either side.
  private static let samples = 2_000

  static func plans(keys: Int, _ stages: DecisionStages) -> [Plan] {
    [DecisionLoad.Caller.otherUnknown, .wrong, .revoked, .expired].map { caller in
      Plan(title: "deny \(caller.words), \(keys) keys, beside an unknown one") { _ in
        let stage = try stages.stage(keys: keys)
        let pairs = try pairs(stage, caller)
        return [Row(quantity: .decision, pairs: pairs, verdict: .note("Welch's t \(rounded(welch(pairs), 1))"))]
      }
    }
  }

  /// Times of a few decisions each, so that there are many.
  private static func pairs(
    _ stage: DecisionStage, _ caller: DecisionLoad.Caller
  ) throws -> [(ours: Double, other: Double)] {
    let unknown: DecisionLoad.Caller =
      switch caller {
      case .revoked: .unknownForRevoked
      case .expired: .unknownForExpired
      default: .unknown
      }
    let (own, other, gate) = (stage.load(caller), stage.load(unknown), stage.gate)
    let size = own.count / samples
    func time(_ load: DecisionLoad, _ sample: Int) -> Double {
      let range = (sample * size)..<((sample + 1) * size)
      return processorTime { _ = load.ask(gate, range, by: .scope) } / Double(size)
    }
    _ = (time(own, 0), time(other, 0))
    // Who comes first changes, since it may matter.
    return (0..<samples).map { sample in
      guard sample % 2 == 0 else {
        let theirs = time(other, sample)
        return (time(own, sample), theirs)
      }
      return (time(own, sample), time(other, sample))
    }
  }

  /// Welch's t of the faster nine tenths of both sides: the rest are interruptions. Below 4.5 nobody would take the two
  /// for different, as tests for leaks by time have it.
  private static func welch(_ pairs: [(ours: Double, other: Double)]) -> Double {
    let (own, other) = (Moments(pairs.map(\.ours)), Moments(pairs.map(\.other)))
    return (own.mean - other.mean) / (own.variance / own.count + other.variance / other.count).squareRoot()
  }

  /// Mean and variance of the smaller nine tenths of some values.
  private struct Moments {
    let count: Double
    let mean: Double
    let variance: Double

    init(_ values: [Double]) {
      let kept = values.sorted().prefix(values.count * 9 / 10)
      let (count, mean) = (Double(kept.count), kept.reduce(0, +) / Double(kept.count))
      (self.count, self.mean) = (count, mean)
      variance = kept.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    }
  }
}
