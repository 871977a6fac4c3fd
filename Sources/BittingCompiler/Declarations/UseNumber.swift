internal import KeyModel

/// A number that keys share that are for the same thing; others nearly never have the same one, unless somebody means
/// them to.
struct UseNumber {
  private(set) var number: UInt64 = 0

  /// Takes in one of the texts that say what a key is for; an empty one where it is missing.
  mutating func add(_ text: Span<UInt8>) {
    var place = 0
    while text.count - place >= 8 {
      mix(text.word(uncheckedAt: place))
      place += 8
    }
    var rest = UInt64(text.count)
    for index in place..<text.count { rest = rest << 8 | UInt64(text[index]) }
    mix(rest)
  }

  private mutating func mix(_ word: UInt64) {
    number = (number ^ word) &* 0x9E37_79B9_7F4A_7C15
    number ^= number >> 32
  }
}
