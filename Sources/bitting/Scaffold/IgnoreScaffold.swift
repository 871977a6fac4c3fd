/// What git is to leave alone.
enum IgnoreScaffold {
  static let path = ".gitignore"

  static let text = """
    # Bundles are built, and private keys, identities and tokens belong to whoever they were made for.
    \(patterns.joined(separator: "\n"))

    """

  /// The command that adds to the file with `bytes` the patterns that it does not have; nil where it has all of them.
  static func completion(of bytes: [UInt8]) -> String? {
    let patterns = missing(in: bytes)
    guard !patterns.isEmpty else { return nil }
    // A last line without a line feed would go on with the first pattern.
    let isEnded = bytes.isEmpty || bytes.last == 0x0A
    let words = (isEnded ? [] : [""]) + patterns
    return "printf '%s\\n' \(words.map(ShellWord.written).joined(separator: " ")) >> \(path)"
  }

  private static func missing(in bytes: [UInt8]) -> [String] {
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map(trimmed)
    return patterns.filter { pattern in !lines.contains { $0.elementsEqual(trimmed(Array(pattern.utf8)[...])) } }
  }

  private static let patterns = ["dist/", "*.key", "*.identity", "*.env"]

  /// A pattern without the blanks behind it and without the slashes around it, with which it means less.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = line.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x2F }
    return line[..<(end.map { $0 + 1 } ?? line.startIndex)].drop { $0 == 0x2F }
  }
}
