/// Passes over text that needs no closer look.
package enum PlainText {
  /// The first place from `start` on, in steps of eight bytes, where the next eight are not all printable ASCII or line
  /// feeds, or hold a `%`, or are fewer than eight.
  package static func end(in bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = unsafe bytes.bytes
    var place = start
    while place + ByteWord.count <= bytes.count, isPlain(ByteWord(raw, at: place)) { place += ByteWord.count }
    return place
  }

  private static func isPlain(_ word: ByteWord) -> Bool {
    word.nonASCII | word.below(0x20) & ~word.equal(0x0A) | word.equal(0x7F) | word.equal(0x25) == 0
  }
}
