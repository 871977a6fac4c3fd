/// Writes JSON on one line, with a blank after `:` and `,`.
///
/// Characters that a terminal would obey or nobody would see are written as escapes: the text may be printed as it is,
/// and every reader gets the same characters back. So is the `[` of `##[`, which GitHub's runner obeys.
struct JSONText {
  private(set) var text = ""

  /// Appends `value`.
  mutating func write(_ value: JSONValue) {
    switch value {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .string(let value): write(value)
    case .array(let items): writeList("[", items, "]") { $0.write($1) }
    case .object(let members):
      writeList("{", members, "}") {
        $0.write($1.name)
        $0.text += ": "
        $0.write($1.value)
      }
    }
  }

  private mutating func writeList<Item>(
    _ open: String, _ items: [Item], _ close: String, _ write: (inout JSONText, Item) -> Void
  ) {
    text += open
    for (place, item) in items.enumerated() {
      if place > 0 { text += ", " }
      write(&self, item)
    }
    text += close
  }

  private mutating func write(_ string: String) {
    text += "\""
    var command = CommandBracket()
    for scalar in string.unicodeScalars {
      guard !command.isCompleted(by: scalar) else {
        writeEscape(0x5B)
        continue
      }
      switch scalar {
      case "\"", "\\":
        text += "\\"
        text.unicodeScalars.append(scalar)
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      default:
        if HiddenCharacter(scalar.value) == nil {
          text.unicodeScalars.append(scalar)
        } else {
          String(scalar).utf16.forEach { writeEscape($0) }
        }
      }
    }
    text += "\""
  }

  private mutating func writeEscape(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}
