/// The order of many texts by their bytes; of equal ones the first comes first.
///
/// What is sorted are the first sixteen bytes as numbers, and places: comparing the numbers mostly does, and moving them
/// costs nothing.
package struct TextOrder {
  /// The places of the texts, by text.
  package let places: [Int]

  private struct Lead {
    let bytes: (UInt64, UInt64)
    /// How many bytes the text has; the most that a number can say of a longer one.
    let count: UInt32
    let place: UInt32

    init(_ bytes: Span<UInt8>, _ place: Int) {
      self.place = UInt32(truncatingIfNeeded: place)
      count = UInt32(clamping: bytes.count)
      func number(_ start: Int) -> UInt64 {
        if bytes.count >= start + 8 { return bytes.word(uncheckedAt: start).byteSwapped }
        var number: UInt64 = 0
        for index in start..<start + 8 { number = number << 8 | UInt64(index < bytes.count ? bytes[index] : 0) }
        return number
      }
      self.bytes = (number(0), number(8))
    }
  }

  /// The order of `texts`.
  package init(_ texts: TextColumn) {
    var leads: [Lead] = []
    leads.reserveCapacity(texts.count)
    for place in 0..<texts.count { leads.append(Lead(texts[place], place)) }
    leads.sort { one, other in
      if one.bytes != other.bytes { return one.bytes < other.bytes }
      // Where the numbers say all of both, the texts are the same, or one has more zero bytes at its end.
      if max(one.count, other.count) <= 16 {
        return one.count == other.count ? one.place < other.place : one.count < other.count
      }
      let (first, second) = (Int(one.place), Int(other.place))
      if texts[first].precedes(texts[second]) { return true }
      return first < second && !texts[second].precedes(texts[first])
    }
    places = leads.map { Int($0.place) }
  }
}
