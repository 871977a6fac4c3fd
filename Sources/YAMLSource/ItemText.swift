/// A mapping of texts, as an item is written.
struct ItemText {
  private let pairs: [String]

  /// Nil where a text cannot be written.
  init?(_ item: [(key: String, value: String)]) {
    var pairs: [String] = []
    for (key, value) in item {
      guard let key = YAMLScalarText.written(key), let value = YAMLScalarText.written(value) else { return nil }
      pairs.append("\(key): \(value)")
    }
    self.pairs = pairs
  }

  /// With braces, on one line.
  var flow: String { "{" + pairs.joined(separator: ", ") + "}" }

  /// With a dash in `column`, a pair per line, `gap` columns to the right of it; begins with a line ending.
  func block(column: Int, gap: Int = 2, lineEnding: String) -> String {
    let indent = String(repeating: " ", count: column)
    guard !pairs.isEmpty else { return lineEnding + indent + "- {}" }
    let first = lineEnding + indent + "-" + String(repeating: " ", count: gap - 1)
    let next = lineEnding + indent + String(repeating: " ", count: gap)
    return first + pairs.joined(separator: next)
  }
}
