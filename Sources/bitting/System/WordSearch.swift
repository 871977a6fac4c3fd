internal import KeyModel

/// Looks for words, each of letters, digits and `-`, in declarations that are not read otherwise.
///
/// A name, a handle or a digest stands in YAML between characters of other kinds, or is written with a backslash.
struct WordSearch {
  private let words: Set<Text>
  private let lengths: Set<Int>

  /// A search for any of `words`.
  init(_ words: Set<Text>) {
    self.words = words
    lengths = Set(words.map(\.utf8.count))
  }

  /// Whether one of the words stands in `bytes`, or a backslash, behind which one may hide.
  func finds(in bytes: Span<UInt8>) -> Bool {
    var start = 0
    for place in 0...bytes.count {
      let byte = place < bytes.count ? bytes[place] : 0
      if WordSearch.isPart(byte) { continue }
      if byte == 0x5C { return true }
      if isWord(bytes.extracting(start..<place)) { return true }
      start = place + 1
    }
    return false
  }

  private func isWord(_ run: Span<UInt8>) -> Bool {
    lengths.contains(run.count) && words.contains(Text(copying: run))
  }

  private static func isPart(_ byte: UInt8) -> Bool { ASCII.isAlphanumeric(byte) || byte == 0x2D }
}
