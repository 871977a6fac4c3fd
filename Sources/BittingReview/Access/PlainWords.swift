/// All words of small letters and digits, the shorter ones first, without end: however many of them are taken, the first
/// that is not is hardly longer than it has to be.
struct PlainWords: Sequence, IteratorProtocol {
  private static let letters = Array("xyzwvutsrqponmlkjihgfedcba0123456789")
  /// The places of the letters of the last word, the first one first.
  private var places: [Int] = []

  mutating func next() -> String? {
    var place = places.count - 1
    while place >= 0, places[place] == PlainWords.letters.count - 1 {
      places[place] = 0
      place -= 1
    }
    if place < 0 { places.insert(0, at: 0) } else { places[place] += 1 }
    return String(places.map { PlainWords.letters[$0] })
  }
}
