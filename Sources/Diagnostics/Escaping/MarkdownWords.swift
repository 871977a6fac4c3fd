/// Sorts the words of a running text into those that mean nothing to a Markdown reader, and the others.
struct MarkdownWords {
  /// Whether the first word may come to stand at the start of a line, where a `-` or `1.` makes a list and `/close` is
  /// a command of GitLab.
  let isAtStart: Bool

  /// `text` with one space between words; neighbours that could mean something are handed to `code` together.
  func render(_ text: String, as code: (String) -> String) -> String {
    var pieces: [String] = []
    var suspects: [Substring] = []
    let words = TerminalText.escaped(text).split(separator: " ")
    for (place, word) in words.enumerated() {
      if isHarmless(word) && !(isAtStart && place == 0 && beginsBlock(word)) {
        if !suspects.isEmpty { pieces.append(coded(suspects, as: code)) }
        suspects = []
        pieces.append(String(word))
      } else {
        suspects.append(word)
      }
    }
    if !suspects.isEmpty { pieces.append(coded(suspects, as: code)) }
    return pieces.joined(separator: " ")
  }

  /// `suspects` as code, but for a mark of the sentence that they end with.
  private func coded(_ suspects: [Substring], as code: (String) -> String) -> String {
    let text = suspects.joined(separator: " ")
    guard let last = text.utf8.last, last == UInt8(ascii: ";") || last == UInt8(ascii: ","), text.utf8.count > 1 else {
      return code(text)
    }
    return code(String(text.dropLast())) + text.suffix(1)
  }

  /// Whether `word` could not be markup, a mention (`@org/team`), a reference (`#1`, `!1`, `GH-1`, a commit), a link
  /// (`www.`, `://`), an emoji (`:name:`), mathematics or an entity, wherever in a line it stands.
  private func isHarmless(_ word: Substring) -> Bool {
    let bytes = word.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return bytes.allSatisfy(Self.isProse) && bytes.count { $0 == 0x3A } < 2 && !Self.hasCommit(bytes)
      && !Self.marks.contains { bytes.contains($0) }
  }

  private static let marks = ["://", "www.", "gh-"].map { Array($0.utf8) }

  /// Letters, digits, everything beyond ASCII, and the punctuation of prose.
  private static func isProse(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x80...: true
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "+"),
      UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// Whether seven hexadecimal digits stand in a row: the name of a commit.
  private static func hasCommit(_ bytes: [UInt8]) -> Bool {
    var length = 0
    for byte in bytes {
      length = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) ? length + 1 : 0
      if length == 7 { return true }
    }
    return false
  }

  /// Whether `word`, harmless elsewhere, could begin a list, a rule, a heading, a table or a command of GitLab at the
  /// start of a line.
  private func beginsBlock(_ word: Substring) -> Bool {
    let rest = word.utf8.drop { (0x30...0x39).contains($0) }
    let isNumbered = rest.count < word.utf8.count && (rest.first == 0x2E || rest.first == 0x29)
    return isNumbered || word.utf8.first.map { "+-=:/".utf8.contains($0) } == true
  }
}
