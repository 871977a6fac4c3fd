/// One line of the report: a quantity of two programs, and how the one relates to the other.
struct Row {
  /// What is compared.
  enum Quantity: String {
    case processor = "processor time"
    case wall = "wall time"
    case memory = "peak memory"
    case decision = "one decision"
    case request = "one request"
    case resident = "resident a key"

    func value(of cost: ChildProcess.Cost) -> Double {
      switch self {
      case .processor: cost.processor
      case .wall: cost.wall
      case .memory: cost.peakMemory
      // Not known of another process.
      case .decision, .request, .resident: .nan
      }
    }

    func text(of value: Double) -> String {
      switch self {
      case .processor, .wall: value < 0.1 ? "\(rounded(value * 1_000, 1)) ms" : "\(rounded(value, 3)) s"
      case .memory: "\(rounded(value / 1_000_000, 1)) MB"
      case .decision: "\(rounded(value * 1_000_000_000, 1)) ns"
      case .request: "\(rounded(value * 1_000_000, 2)) µs"
      case .resident: "\(rounded(value, 1)) bytes"
      }
    }
  }

  /// What is to be made of the ratio.
  enum Verdict {
    /// It is to be no more than this.
    case atMost(Double)
    /// Ours is to take no more than this above the other, whatever the ratio; with what else is to be known.
    case atMostMore(Double, String = "")
    /// Whoever reads it decides, and may want to know this.
    case note(String)

    /// The goal, and whether a ratio or a difference meets it.
    func columns(ratio: Double, difference: Double, of quantity: Quantity) -> [String] {
      switch self {
      case .atMostMore(let goal, let note):
        [
          "\(difference < 0 ? "" : "+")\(quantity.text(of: difference)), at most +\(quantity.text(of: goal))",
          (difference <= goal ? "met" : "missed") + (note.isEmpty ? "" : ": \(note)"),
        ]
      case .atMost(let goal): ["at most \(rounded(goal, 2))", ratio <= goal ? "met" : "missed"]
      case .note(let text): [text, ""]
      }
    }
  }

  let quantity: Quantity
  /// What one run of ours took, and what the other one that ran right before it took.
  let pairs: [(ours: Double, other: Double)]
  let verdict: Verdict

  init(quantity: Quantity, pairs: [(ours: Double, other: Double)], verdict: Verdict) {
    self.quantity = quantity
    self.pairs = pairs
    self.verdict = verdict
  }

  /// A row whose ratio is to be no more than `goal`.
  init(quantity: Quantity, pairs: [(ours: Double, other: Double)], goal: Double) {
    self.init(quantity: quantity, pairs: pairs, verdict: .atMost(goal))
  }

  /// The columns: what is measured, ours, the other, the ratio, its spread, the goal, and whether it is met.
  var columns: [String] {
    let ratios = pairs.map { $0.ours / $0.other }.sorted()
    let ratio = median(ratios)
    return [
      quantity.rawValue, quantity.text(of: median(pairs.map(\.ours))), quantity.text(of: median(pairs.map(\.other))),
      rounded(ratio, 2), "\(rounded(ratios.first ?? 0, 2)) to \(rounded(ratios.last ?? 0, 2))",
    ] + verdict.columns(ratio: ratio, difference: median(pairs.map { $0.ours - $0.other }), of: quantity)
  }
}

/// The value in the middle of `values`, of which there is one at least.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// `value` with so many digits after the point.
func rounded(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
  let whole = Int((abs(value) * scale).rounded())
  let sign = value < 0 && whole > 0 ? "-" : ""
  guard digits > 0 else { return sign + String(whole) }
  return "\(sign)\(whole / Int(scale)).\(padded(whole % Int(scale), to: digits))"
}
