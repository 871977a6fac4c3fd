/// Random documents in many layouts, all of them readable.
struct RandomYAML {
  var random: SeededGenerator
  private var number = 0
  private let lineEnding: String

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    lineEnding = Bool.random(using: &random) ? "\n" : "\r\n"
  }

  /// A stream of one to three documents whose roots are mappings.
  mutating func stream() -> String {
    var text = chance(8) ? "\u{FEFF}" : ""
    for place in 0..<Int.random(in: 1...3, using: &random) {
      if place > 0 || chance(4) { text += "---" + end() }
      text += filler(0)
      text += chance(6) ? flow(0) + end() : mapping(0, depth: 0)
    }
    if chance(4) { while text.hasSuffix("\n") || text.hasSuffix("\r\n") { text.removeLast() } }
    return text
  }

  mutating func word() -> String {
    number += 1
    return ["k", "é", "日", "key-", "x_"].randomElement(using: &random)! + String(number)
  }

  private mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &random) == 0 }

  private mutating func end() -> String { (chance(6) ? "  # c\(number)" : "") + lineEnding }

  private mutating func filler(_ indent: Int) -> String {
    guard chance(5) else { return "" }
    return chance(2) ? lineEnding : String(repeating: " ", count: indent) + "# note: [x" + lineEnding
  }

  private mutating func mapping(_ indent: Int, depth: Int, first: String? = nil) -> String {
    var text = ""
    for place in 0..<Int.random(in: 1...4, using: &random) {
      if place > 0 || first == nil { text += place > 0 ? filler(indent) : "" }
      text += place == 0 ? first ?? pad(indent) : pad(indent)
      text += key() + ":" + value(indent, depth: depth)
    }
    return text
  }

  private mutating func sequence(_ indent: Int, depth: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      text += filler(indent) + pad(indent) + "-"
      if depth < 3, chance(2) {
        text += mapping(indent + 2, depth: depth + 1, first: " ")
      } else {
        text += scalar() + end()
      }
    }
    return text
  }

  private mutating func value(_ indent: Int, depth: Int) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where depth < 3: end() + mapping(indent + 2, depth: depth + 1)
    case 1 where depth < 3, 2 where depth < 3: end() + sequence(indent + (chance(3) ? 0 : 2), depth: depth + 1)
    case 3: " []" + end()
    case 4: end()
    case 5: " " + flow(0) + end()
    case 6: " |" + lineEnding + pad(indent + 2) + "text: [" + lineEnding + pad(indent + 2) + "# more" + lineEnding
    default: scalar() + end()
    }
  }

  private mutating func flow(_ depth: Int) -> String {
    let count = Int.random(in: 0...3, using: &random)
    let isMapping = depth == 0 && chance(2)
    let parts = (0..<count).map { _ in
      let value = depth < 2 && chance(3) ? " " + flow(depth + 1) : scalar()
      return isMapping ? key() + ":" + value : String(value.dropFirst())
    }
    let pad = chance(3) ? " " : ""
    let text = pad + parts.joined(separator: ", ") + pad
    return isMapping ? "{\(text)}" : "[\(text)]"
  }

  private mutating func key() -> String {
    let word = word()
    return chance(5) ? "\"\(word)\"" : word
  }

  private mutating func scalar() -> String {
    let word = word()
    return " " + [word, "'\(word)'", "\"\(word)\\n\"", "null", "\(word) and more"].randomElement(using: &random)!
  }

  private func pad(_ indent: Int) -> String { String(repeating: " ", count: indent) }
}
