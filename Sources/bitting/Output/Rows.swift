internal import Diagnostics

/// Lines of two columns, of which the first is as wide as its widest text.
struct Rows {
  private let width: Int

  /// Rows that begin with one of `labels` each: names, one cell to a byte.
  init(_ labels: [String]) {
    width = labels.map(\.utf8.count).max() ?? 0
  }

  /// A line with `label`, and `text` made fit for a terminal.
  func line(_ label: String, _ text: String, indent: String = "  ") -> String {
    let gap = String(repeating: " ", count: max(0, width - label.utf8.count) + 2)
    return "\(indent)\(label)\(gap)\(Console.shown(text))\n"
  }
}
