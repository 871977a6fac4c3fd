/// What text is damaged with: what means something in YAML, or is none.
private let pieces: [[UInt8]] =
  [
    "[", "]", "{", "}", ",", ":", ": ", "- ", "? ", "\n", "\r\n", "\r", " ", "\t", "#", "&a ", "*a", "!", "!!str ",
    "|", ">-",
    "\"", "'", "\\", "\\x1b", "\\u202e", "%", "---\n", "...\n", "<<", "\u{FEFF}", "\u{85}", "\u{202E}", "é", "🔑", "@",
    "`", "0",
  ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F]]

extension [UInt8] {
  /// Puts something that YAML is made of in the place of up to three bytes.
  mutating func damage(using random: inout SeededGenerator) {
    let start = Int.random(in: 0...count, using: &random)
    let end = Swift.min(count, start + Int.random(in: 0...3, using: &random))
    replaceSubrange(start..<end, with: pieces.randomElement(using: &random)!)
  }
}
