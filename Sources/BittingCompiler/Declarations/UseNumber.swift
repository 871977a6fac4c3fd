/// A number that keys share that are for the same thing; others nearly never have the same one, unless somebody means
/// them to.
struct UseNumber {
  private(set) var number: UInt64 = 0

  /// Takes in one of the texts that say what a key is for; an empty one where it is missing.
  mutating func add(_ text: Span<UInt8>) {
    var place = 0
    while place < text.count {
      var word: UInt64 = 0
      for index in place..<min(place + 8, text.count) { word = word << 8 | UInt64(text[index]) }
      mix(word)
      place += 8
    }
    mix(UInt64(text.count))
  }

  private mutating func mix(_ word: UInt64) {
    number = (number ^ word) &* 0x9E37_79B9_7F4A_7C15
    number ^= number >> 32
  }
}
