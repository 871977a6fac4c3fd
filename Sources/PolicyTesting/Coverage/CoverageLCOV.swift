public import Diagnostics
internal import KeyModel

extension PolicyCoverage {
  /// The cells as an LCOV tracefile (geninfo(1), Files): the line on which a route is declared stands for the route, a
  /// block for a type, and each branch of it for a cell. The files of `sources` lie in `folder` of the checkout.
  public func lcov(of sources: SourceSet, in folder: String = "") -> String {
    let places = TestPlaces(rows.map(\.place), sources, in: folder)
    var files: [String: [Int: [Row]]] = [:]
    for row in rows {
      guard let place = places[row.place] else { continue }
      files[place.file, default: [:]][place.line, default: []].append(row)
    }
    return files.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { PolicyCoverage.record(of: $0, $1) }.joined()
  }

  private static func record(of file: String, _ rows: [Int: [Row]]) -> String {
    let lines = rows.sorted { $0.key < $1.key }
    let branches = lines.flatMap { line, rows in
      let isReached = rows.contains { $0.seen > 0 }
      return rows.enumerated().flatMap { block, row in
        row.cells.enumerated().map { branch, cell in
          "BRDA:\(line),\(block),\(branch),\(isReached ? String(cell.requests) : "-")"
        }
      }
    }
    let cells = lines.flatMap { $0.value }
    let reached = lines.count { _, rows in rows.contains { $0.seen > 0 } }
    let counts = lines.map { line, rows in
      "DA:\(line),\(rows.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.requests } })"
    }
    let record =
      ["TN:", "SF:\(TerminalText.escaped(file))"] + branches
      + ["BRF:\(branches.count)", "BRH:\(cells.reduce(0) { $0 + $1.seen })"] + counts
      + ["LF:\(lines.count)", "LH:\(reached)", "end_of_record"]
    return record.joined(separator: "\n") + "\n"
  }
}
