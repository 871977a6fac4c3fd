internal import Diagnostics
internal import KeyModel

extension PolicyCoverage {
  /// One line: `140 of 236 cells seen: 59%`.
  public var summary: String {
    guard let percent else { return "there is nothing to cover: no service has a route" }
    return "\(seen) of \(possible.of("cell")) seen: \(percent)%"
  }

  /// A table for each service, and the summary; each line ends in a line feed.
  public var table: String {
    let services = Dictionary(grouping: rows, by: \.service).sorted { $0.key < $1.key }
    return services.map { "\($0.key)\n" + PolicyCoverage.lines($0.value) + "\n" }.joined() + summary + "\n"
  }

  private static func lines(_ rows: [Row]) -> String {
    let head = ["route", "type", "seen", "not seen"]
    let cells = [head] + rows.map { [$0.route.description, $0.typeName, "\($0.seen) of \($0.cells.count)", $0.gaps] }
    let widths = (0..<3).map { column in cells.map { $0[column].utf8.count }.max() ?? 0 }
    return cells.map { line in
      let padded = line.enumerated().map { column, text in
        column < 3 ? text + String(repeating: " ", count: widths[column] - text.utf8.count) : text
      }
      let text = "  " + padded.joined(separator: "  ")
      return TerminalText.escaped(String(text.reversed().drop { $0 == " " }.reversed())) + "\n"
    }.joined()
  }

  /// The same as a folded Markdown table.
  var markdown: String {
    let lines = rows.map { row in
      let route = MarkdownText.code(row.route.description)
      return "| \(row.service) | \(route) | \(row.typeName) | \(row.seen) of \(row.cells.count) | \(row.gaps) |"
    }
    let table = ["| service | route | type | seen | not seen |", "|---|---|---|---|---|"] + lines
    return MarkdownText.details(summary: "Every cell", body: table.joined(separator: "\n"))
  }
}

extension PolicyCoverage.Row {
  /// The type, or `anybody`.
  fileprivate var typeName: String { type?.string ?? "(anybody)" }

  /// What no request has come to.
  fileprivate var gaps: String {
    cells.filter { $0.requests == 0 }.map { $0.denial?.description ?? "allow" }.joined(separator: ", ")
  }
}
