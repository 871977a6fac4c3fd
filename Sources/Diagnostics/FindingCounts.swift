/// How many findings there are of each weight.
public struct FindingCounts: Hashable, Sendable {
  /// Findings that make the answer no.
  public let errors: Int
  /// Findings to look at.
  public let warnings: Int
  /// Findings to know of.
  public let notes: Int

  /// Counts `severities`, one per finding.
  public init(_ severities: some Sequence<Severity>) {
    var counts = [0, 0, 0]
    for severity in severities { counts[Int(severity.rawValue)] += 1 }
    (notes, warnings, errors) = (counts[0], counts[1], counts[2])
  }

  /// One line for people: `2 errors, 1 warning`; `no findings`.
  public var text: String {
    let parts = [(errors, Severity.error), (warnings, .warning), (notes, .note)]
      .filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1.name)\($0.0 == 1 ? "" : "s")" }
    return parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
  }
}
