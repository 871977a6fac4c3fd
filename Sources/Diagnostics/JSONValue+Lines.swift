extension JSONValue {
  /// The value for people: objects and long lists on several lines, two blanks for each step, without a line feed at
  /// the end.
  public var linesText: String { linesText(indent: 0) }

  private func linesText(indent: Int) -> String {
    switch self {
    case .null, .bool, .int, .string: return text
    case .array(let items):
      let isShort = items.allSatisfy(\.isScalar) && text.unicodeScalars.count + indent <= 100
      return isShort ? text : JSONValue.lines("[", items.map { $0.linesText(indent: indent + 2) }, "]", indent)
    case .object(let members):
      let lines = members.map { "\(JSONValue.string($0.name).text): \($0.value.linesText(indent: indent + 2))" }
      return JSONValue.lines("{", lines, "}", indent)
    }
  }

  private var isScalar: Bool {
    switch self {
    case .null, .bool, .int, .string: true
    case .array, .object: false
    }
  }

  private static func lines(_ open: String, _ parts: [String], _ close: String, _ indent: Int) -> String {
    guard !parts.isEmpty else { return open + close }
    let blanks = String(repeating: " ", count: indent)
    return open + "\n" + parts.map { "\(blanks)  \($0)" }.joined(separator: ",\n") + "\n\(blanks)\(close)"
  }
}
