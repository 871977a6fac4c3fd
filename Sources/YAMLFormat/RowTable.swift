/// The rows of one mapping or list, in which authors may align what belongs together.
///
/// Blanks stay where another row of the same table has something in that column, so a table stays a table, and a new
/// row does not move the others. All other blanks are single.
enum RowTable {
  /// How often the rows are looked through: closing one gap may leave another row alone with its column.
  private static let roundLimit = 8

  /// `rows` with single blanks.
  static func closed(_ rows: [Row?]) -> [Row?] {
    rows.map { row in
      var row = row
      row?.closeAllGaps()
      return row
    }
  }

  /// `rows` with the blanks that stay; nil stands for a piece that is no row.
  static func aligned(_ rows: [Row?]) -> [Row?] {
    var rows = rows
    guard rows.contains(where: { $0?.gaps.contains { $0 > 1 } ?? false }) else { return rows }
    for _ in 0..<roundLimit where !close(&rows) { return rows }
    return closed(rows)
  }

  /// Closes gaps that align nothing, one in each row; false where there is none.
  private static func close(_ rows: inout [Row?]) -> Bool {
    var counts: [Int: Int] = [:]
    for row in rows { row?.columns.forEach { counts[$0, default: 0] += 1 } }
    var isChanged = false
    for index in rows.indices {
      if rows[index]?.closeGaps(unless: { counts[$0, default: 0] > 1 }) == true { isChanged = true }
    }
    return isChanged
  }
}
