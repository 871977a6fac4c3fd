internal import Diagnostics
internal import KeyModel

/// A review for people at a terminal.
public struct TerminalReview {
  private let isColored: Bool
  private let tellsApprovers: Bool

  /// How many findings are shown.
  static let shownFindings = 5
  /// Where the classes stand.
  private static let column = 82

  /// A renderer with colour or without; who has to agree is told on demand, and where something is to be agreed to.
  public init(isColored: Bool, tellsApprovers: Bool) {
    self.isColored = isColored
    self.tellsApprovers = tellsApprovers
  }

  /// All of `review`; every line ends in a line feed.
  public func render(_ review: Review) -> String {
    var lines = review.entries.flatMap { entry in self.lines(of: entry) }
    lines += findings("the head has errors and cannot be built", review.head.findings)
    lines += findings("by the rules of the base", review.byRulesOfBase.findings)
    if !lines.isEmpty { lines.append("") }
    lines.append(summary(review))
    return TokenRedactor.redact(lines.joined(separator: "\n")) + "\n"
  }

  /// One change, without line feeds.
  func lines(of entry: ReviewEntry) -> [String] {
    let classes = entry.classes.map(\.rawValue).joined(separator: ", ")
    let title = TerminalText.escaped(entry.title.text)
    let gap = String(repeating: " ", count: max(2, Self.column - title.unicodeScalars.count))
    let note = entry.note.isEmpty ? "" : " · " + TerminalText.escaped(entry.note.text)
    let width = min(24, entry.lines.map { $0.label.text.unicodeScalars.count }.max() ?? 0)
    return [bold(title) + gap + colored(classes, entry.classes[0]) + note]
      + entry.lines.map { line($0, width) } + (entry.keyNames(TerminalText.escaped).map { ["    " + $0] } ?? [])
  }

  private func line(_ line: ReviewLine, _ width: Int) -> String {
    let label = TerminalText.escaped(line.label.text)
    let detail = TerminalText.escaped(line.detail.text)
    guard !detail.isEmpty else { return "  \(line.mark.rawValue) \(label)" }
    let gap = String(repeating: " ", count: max(0, width - label.unicodeScalars.count) + 2)
    return "  \(line.mark.rawValue) \(label)\(gap)\(detail)"
  }

  private func findings(_ title: String, _ findings: [LocatedFinding]) -> [String] {
    guard !findings.isEmpty else { return [] }
    let shown = findings.prefix(Self.shownFindings).map { finding in
      let place = "\(finding.place.file):\(finding.place.line):\(finding.place.column)"
      return TerminalText.escaped("  \(finding.severity.name)[\(finding.rule)]: \(finding.message) (\(place))")
    }
    let rest = findings.count - shown.count
    return [bold(title)] + shown + (rest > 0 ? ["  and \(rest) more: see `bitting check`"] : [])
  }

  private func summary(_ review: Review) -> String {
    let text = Summary(review: review).text
    guard tellsApprovers || !review.approvers.isEmpty else { return text }
    guard !review.approvers.isEmpty else { return text + ". No approval needed" }
    let names = review.approvers.map { TerminalText.escaped($0.text) }.joined(separator: ", ")
    return text + ". Approval needed from: \(names)"
  }

  private func bold(_ text: String) -> String { isColored ? "\u{1b}[1m\(text)\u{1b}[0m" : text }

  private func colored(_ text: String, _ kind: ChangeClass) -> String {
    guard isColored else { return text }
    let code =
      switch kind {
      case .error, .widening: "1;31"
      case .newSecret, .room: "1;33"
      case .narrowing, .facts: "1;36"
      }
    return "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }
}
