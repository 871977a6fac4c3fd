import TestSupport
import YAMLSource

/// Says again what a document says, in a layout that nobody would choose: fields in any order, odd indentation, quotes
/// here and there, comments and blank lines in between.
struct UntidyYAML {
  private var random: SeededGenerator
  private var text = ""

  /// The documents with `roots`, untidily.
  static func text(_ roots: [YAMLNode], using random: inout SeededGenerator) -> String {
    var yaml = UntidyYAML(random: random)
    for root in roots {
      yaml.text += yaml.chance(2) ? "---   # next\n" : "---\n"
      yaml.block(root, indent: 0)
    }
    random = yaml.random
    return yaml.text
  }

  private init(random: SeededGenerator) {
    self.random = random
  }

  private mutating func chance(_ odds: Int) -> Bool { Int.random(in: 0..<odds, using: &random) == 0 }

  private mutating func block(_ node: YAMLNode, indent: Int) {
    let blanks = String(repeating: " ", count: indent)
    let inner = indent + Int.random(in: 1...5, using: &random)
    for (key, value) in node.entries.shuffled(using: &random) {
      noise()
      text += blanks + written(key) + ":"
      child(value, indent: inner)
    }
    for item in node.items {
      noise()
      text += blanks + "-"
      child(item, indent: inner)
    }
  }

  private mutating func child(_ node: YAMLNode, indent: Int) {
    let isEmpty = node.items.isEmpty && node.entries.isEmpty
    if node.kind == .scalar || isEmpty || chance(3) {
      text += String(repeating: " ", count: Int.random(in: 1...3, using: &random)) + flow(node)
      text += chance(4) ? "  # beside\n" : "\n"
    } else {
      text += chance(4) ? " # within\n" : "\n"
      block(node, indent: indent)
    }
  }

  private mutating func flow(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar: return written(node)
    case .sequence: return "[" + node.items.map { flow($0) }.joined(separator: separator()) + "]"
    case .mapping:
      let entries = node.entries.shuffled(using: &random).map { "\(written($0.key)): \(flow($0.value))" }
      return "{" + entries.joined(separator: separator()) + "}"
    }
  }

  private mutating func separator() -> String { [", ", ",", " ,  "].randomElement(using: &random) ?? "," }

  private mutating func written(_ node: YAMLNode) -> String {
    if !node.text.utf8.contains(0x27), chance(3) { return "'\(node.text)'" }
    return YAMLScalarText.written(node.text) ?? node.text
  }

  private mutating func noise() {
    if chance(6) { text += "\n\n" }
    if chance(6) { text += String(repeating: " ", count: Int.random(in: 0...6, using: &random)) + "# above\n" }
  }
}
