/// The log of a GitHub workflow as its runner reads it (actions/runner, ActionCommand.cs): which lines are commands.
enum CommandLog {
  /// A line that the runner obeys.
  struct Command {
    let name: String
    let properties: [String: String]
    let data: String
  }

  /// The commands in `text`, and how many lines it has.
  static func read(_ text: String) -> (commands: [Command], lines: Int) {
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: true) { isLineEnd($0) }.map(String.init)
    return (lines.compactMap(command), lines.count)
  }

  /// More than the runner's own line ends, to be on the safe side.
  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029].contains(scalar.value)
  }

  private static func command(_ line: String) -> Command? {
    if line.contains("##[") { return Command(name: "##[", properties: [:], data: line) }
    let line = String(line.drop(while: \.isWhitespace))
    guard line.hasPrefix("::"), let end = line.dropFirst(2).firstRange(of: "::") else { return nil }
    let head = line.dropFirst(2)[..<end.lowerBound]
    let name = head.prefix { $0 != " " }
    let properties = head.dropFirst(name.count).split(separator: ",").map { pair in
      let parts = pair.drop(while: \.isWhitespace).split(separator: "=", maxSplits: 1)
      return (String(parts[0]), unescaped(parts.count > 1 ? String(parts[1]) : "", "%0D", "%0A", "%3A", "%2C", "%25"))
    }
    return Command(
      name: String(name), properties: Dictionary(properties, uniquingKeysWith: { $1 }),
      data: unescaped(String(line[end.upperBound...]), "%0D", "%0A", "%25"))
  }

  private static func unescaped(_ text: String, _ escapes: String...) -> String {
    escapes.reduce(text) { text, escape in
      let value = UInt8(escape.dropFirst(), radix: 16) ?? 0
      return text.split(separator: escape, omittingEmptySubsequences: false)
        .joined(separator: String(Unicode.Scalar(value)))
    }
  }
}
