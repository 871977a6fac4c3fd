import TestSupport

/// A YAML stream made up at random, in as many layouts as there are: most of it can be parsed, and none of it is tidy.
struct RandomYAML {
  private var random: SeededGenerator
  private var lines: [String] = []
  private var names = 0

  /// The stream that comes next from `random`.
  static func text(using random: inout SeededGenerator) -> String {
    var yaml = RandomYAML(random: random)
    yaml.stream()
    let ending = yaml.chance(6) ? "\r\n" : "\n"
    let text = (yaml.chance(12) ? "\u{FEFF}" : "") + yaml.lines.joined(separator: ending)
    let isEnded = !yaml.chance(5)
    random = yaml.random
    return isEnded ? text + ending : text
  }

  private init(random: SeededGenerator) {
    self.random = random
  }

  private mutating func chance(_ odds: Int) -> Bool { Int.random(in: 0..<odds, using: &random) == 0 }

  private mutating func pick<Value>(_ values: [Value], otherwise: Value) -> Value {
    values.randomElement(using: &random) ?? otherwise
  }

  private mutating func stream() {
    for number in 0..<Int.random(in: 1...3, using: &random) {
      noise(0)
      if number > 0 || chance(4) { lines.append(chance(5) ? "--- # begins" : "---") }
      noise(0)
      if chance(12) { continue }
      if chance(10) { lines.append(flow(3) + beside()) } else { mapping(0, 3) }
      noise(0)
      if chance(12) { lines.append("...") }
    }
  }

  /// Comments and blank lines, of any depth.
  private mutating func noise(_ indent: Int) {
    while chance(4) {
      let depth = chance(2) ? indent : Int.random(in: 0...8, using: &random)
      lines.append(chance(2) ? "" : String(repeating: " ", count: depth) + comment())
    }
  }

  private mutating func comment() -> String {
    names += 1
    return pick(
      ["# note \(names)", "#\(names)", "# é: [\(names)  ", "# yaml-language-server: \(names)"], otherwise: "#")
  }

  private mutating func beside() -> String {
    chance(6) ? String(repeating: " ", count: Int.random(in: 1...3, using: &random)) + comment() : ""
  }

  private mutating func mapping(_ indent: Int, _ depth: Int, firstLine: String? = nil) {
    var lead = firstLine
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      if lead == nil { noise(indent) }
      let colon = pick([":", ":", ":", " :", ":  "], otherwise: ":")
      value((lead ?? String(repeating: " ", count: indent)) + key() + colon, indent, depth)
      lead = nil
    }
  }

  private mutating func sequence(_ indent: Int, _ depth: Int, firstLine: String? = nil) {
    var lead = firstLine
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      if lead == nil { noise(indent) }
      let start = (lead ?? String(repeating: " ", count: indent)) + "-"
      lead = nil
      let gap = Int.random(in: 1...3, using: &random)
      let first = start + String(repeating: " ", count: gap)
      switch Int.random(in: 0..<6, using: &random) {
      case 0 where depth > 0: mapping(indent + 1 + gap, depth - 1, firstLine: first)
      case 1 where depth > 0: sequence(indent + 1 + gap, depth - 1, firstLine: first)
      case 2 where depth > 0:
        lines.append(start + beside())
        noise(indent + 2)
        mapping(indent + 2, depth - 1)
      default: value(start, indent, 0)
      }
    }
  }

  /// What stands behind a key or a dash.
  private mutating func value(_ start: String, _ indent: Int, _ depth: Int) {
    let inner = indent + Int.random(in: 1...4, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2 where depth > 0:
      lines.append(start + beside())
      mapping(inner, depth - 1)
    case 3 where depth > 0, 4 where depth > 0:
      lines.append(start + beside())
      sequence(start.hasSuffix("-") ? inner : pick([indent, inner], otherwise: inner), depth - 1)
    case 5, 6: lines += (start + " " + flow(2) + beside()).split(separator: "\n").map(String.init)
    case 7: blockText(start, inner)
    case 8:
      lines.append(start + " many words")
      if chance(3) { lines.append("") }
      lines.append(String(repeating: " ", count: inner) + "on two lines" + beside())
    case 9: lines.append(start + beside())
    default: lines.append(start + String(repeating: " ", count: chance(4) ? 3 : 1) + scalar() + beside())
    }
  }

  private mutating func blockText(_ start: String, _ inner: Int) {
    let style = pick(["|", ">", "|-", ">-", "|+", "| # said so"], otherwise: "|")
    lines.append("\(start) \(style)")
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let more = chance(3) ? "  " : ""
      lines.append(chance(5) ? "" : String(repeating: " ", count: inner) + more + "text: [ # no comment")
    }
    if !chance(3) { lines.append(String(repeating: " ", count: inner) + "end") }
  }

  private mutating func flow(_ depth: Int) -> String {
    let isMapping = chance(2)
    var text = isMapping ? "{" : "["
    for place in 0..<Int.random(in: 0...4, using: &random) {
      if place > 0 { text += pick([",", ", ", ",   ", " , ", ", # why\n        ", ",\n      "], otherwise: ",") }
      if isMapping { text += (chance(2) ? "\"\(key())\"" : flowKey()) + pick([": ", ":  "], otherwise: ": ") }
      text += depth > 0 && chance(4) ? flow(depth - 1) : flowScalar()
    }
    if chance(8) { text += pick([" # last\n    ", "\n    # below\n    ", "  "], otherwise: "") }
    return text + (isMapping ? "}" : "]")
  }

  private mutating func key() -> String {
    names += 1
    let fixed = ["zeta", "alpha", "list", "group", "many words \(names)", "GET  /v1/{x}/\(names)"]
    return chance(2) ? "k\(names)" : pick(fixed, otherwise: "k")
  }

  private mutating func flowKey() -> String {
    names += 1
    return "f\(names)"
  }

  private mutating func scalar() -> String {
    let plain = ["plain", "a, b [c] {d}", "x#y", "it's", "10:30", "~", "no", "-1", "日本", "a \"b\"", "orders:read", "é"]
    return chance(2) ? quoted() : pick(plain, otherwise: "x")
  }

  private mutating func flowScalar() -> String {
    chance(2) ? quoted() : pick(["a", "orders:read", "x y", "3", "it's", "-1", "日本"], otherwise: "x")
  }

  private mutating func quoted() -> String {
    pick(
      [
        "\"\"", "''", "\"plain\"", "'it''s'", "\"a\\tb\"", "\"a\\nb\"", "\"# no\"", "\"*:read\"", "'a: b'", "\"no\"",
        "\"\\u00e9\"", "\"two\n          lines\"", "'three\n\n          lines'", "\"a\\\n          b\"",
      ], otherwise: "\"\"")
  }
}
