/// One line of the report: a quantity of two programs, and how the one relates to the other.
struct Row {
  /// What is compared.
  enum Quantity: String {
    case processor = "processor time"
    case wall = "wall time"
    case memory = "peak memory"

    func value(of cost: ChildProcess.Cost) -> Double {
      switch self {
      case .processor: cost.processor
      case .wall: cost.wall
      case .memory: cost.peakMemory
      }
    }

    func text(of value: Double) -> String {
      switch self {
      case .processor, .wall: value < 0.1 ? "\(rounded(value * 1_000, 1)) ms" : "\(rounded(value, 3)) s"
      case .memory: "\(rounded(value / 1_000_000, 1)) MB"
      }
    }
  }

  let quantity: Quantity
  /// What one run of ours took, and what the other one that ran right before it took.
  let pairs: [(ours: Double, other: Double)]
  /// The most that the ratio is to be.
  let goal: Double

  /// The columns: what is measured, ours, the other, the ratio, its spread, the goal, and whether it is met.
  var columns: [String] {
    let ratios = pairs.map { $0.ours / $0.other }.sorted()
    let ratio = Row.median(ratios)
    return [
      quantity.rawValue, quantity.text(of: Row.median(pairs.map(\.ours))),
      quantity.text(of: Row.median(pairs.map(\.other))), rounded(ratio, 2),
      "\(rounded(ratios.first ?? 0, 2)) to \(rounded(ratios.last ?? 0, 2))", "at most \(rounded(goal, 2))",
      ratio <= goal ? "met" : "missed",
    ]
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

/// `value` with so many digits after the point.
func rounded(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
  let whole = Int((value * scale).rounded())
  guard digits > 0 else { return String(whole) }
  return "\(whole / Int(scale)).\(padded(whole % Int(scale), to: digits))"
}
