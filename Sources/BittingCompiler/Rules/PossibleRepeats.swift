/// Tells among many numbers those that may stand there twice; of the others it is certain that they do not.
///
/// A few bits for each number: looking each one up among all others would take a walk through memory, and nearly none
/// comes twice.
struct PossibleRepeats {
  private var seen: [UInt64]
  private var seenAgain: [UInt64]
  private let mask: UInt64

  /// For about `count` numbers.
  init(_ count: Int) {
    var words = 4
    while words * 2 < count { words *= 2 }
    seen = Array(repeating: 0, count: words)
    seenAgain = seen
    mask = UInt64(words * 64 - 1)
  }

  /// Takes note of `number`, of which all bits may be anything.
  mutating func add(_ number: UInt64) {
    let (word, bit) = place(of: number)
    seenAgain[word] |= seen[word] & bit
    seen[word] |= bit
  }

  /// Whether `number` may have been added.
  func mayHold(_ number: UInt64) -> Bool {
    let (word, bit) = place(of: number)
    return seen[word] & bit != 0
  }

  /// Whether `number` may have been added twice.
  func mayRepeat(_ number: UInt64) -> Bool {
    let (word, bit) = place(of: number)
    return seenAgain[word] & bit != 0
  }

  private func place(of number: UInt64) -> (word: Int, bit: UInt64) {
    let place = number & mask
    return (Int(place / 64), 1 << (place % 64))
  }
}
