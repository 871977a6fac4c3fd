/// Findings for people at a terminal.
public struct TerminalRenderer: Sendable {
  /// How far apart two lines of a file may be to stand under one heading.
  static let nearby = 5

  private let isColored: Bool

  /// A renderer that uses colour, or plain text: without its escape sequences the former is the latter.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// All `findings`, with an empty line after each.
  public func render(_ findings: [LocatedFinding]) -> String {
    findings.reduce(into: "") { text, finding in text += render(finding) + "\n" }
  }

  /// One finding; the last line ends in a line feed.
  public func render(_ finding: LocatedFinding) -> String {
    let blocks = SnippetBlock.blocks(of: finding)
    let width = blocks.flatMap(\.marks).map { String($0.place.line).utf8.count }.max() ?? 1
    var lines = [header(of: finding)]
    for (index, block) in blocks.enumerated() {
      lines += render(block, arrow: index == 0 ? "-->" : ":::", gutter: width, finding.severity)
    }
    if let help = finding.help {
      let frame = style(.frame, String(repeating: " ", count: width + 1) + "=")
      lines.append(frame + " " + style(.message, "help") + ": " + TerminalText.escaped(help))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func header(of finding: LocatedFinding) -> String {
    let name = style(.severity(finding.severity), "\(finding.severity.name)[\(TerminalText.escaped(finding.rule))]")
    return name + style(.message, ": " + TerminalText.escaped(finding.message))
  }

  private func render(
    _ block: SnippetBlock, arrow: String, gutter width: Int, _ severity: Severity
  ) -> [String] {
    let place = block.marks[block.first].place
    let indent = String(repeating: " ", count: width)
    let name = place.file.isEmpty ? nil : "\(TerminalText.escaped(place.file)):\(place.line):\(place.column)"
    var lines = name.map { [indent + style(.frame, arrow) + " " + $0] } ?? []
    guard place.excerpt != nil else { return lines }
    lines.append(indent + " " + style(.frame, "|"))
    var shown: SnippetMark?
    for mark in block.marks {
      if let shown, mark.place.line > shown.place.line + 1 { lines.append(style(.frame, "...")) }
      lines += render(mark, below: shown, gutter: width, severity)
      shown = mark
    }
    return lines
  }

  private func render(
    _ mark: SnippetMark, below shown: SnippetMark?, gutter width: Int, _ severity: Severity
  ) -> [String] {
    guard let excerpt = mark.place.excerpt else { return [] }
    let row = SnippetRow(excerpt)
    var lines: [String] = []
    if shown.flatMap(\.place.excerpt).map({ SnippetRow($0).text }) != row.text || shown?.place.line != mark.place.line {
      let number = String(mark.place.line)
      let gutter = String(repeating: " ", count: width - number.utf8.count) + number + " |"
      lines.append(style(.frame, gutter) + (row.text.isEmpty ? "" : " " + row.text))
    }
    let underline = String(repeating: mark.isPrimary ? "^" : "-", count: row.markWidth)
    let label = mark.label.isEmpty ? "" : " " + TerminalText.escaped(mark.label)
    lines.append(
      String(repeating: " ", count: width + 1) + style(.frame, "|") + " "
        + String(repeating: " ", count: row.markStart)
        + style(mark.isPrimary ? .severity(severity) : .related, underline + label))
    return lines
  }

  private func style(_ style: TerminalStyle, _ text: String) -> String {
    style.applied(to: text, colored: isColored)
  }
}
