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

  /// The order of the `count` texts that `text` knows.
  package init(_ count: Int, _ text: (Int) -> Text) {
    var leads: [Lead] = []
    leads.reserveCapacity(count)
    for place in 0..<count {
      let text = text(place)
      leads.append(Lead(text.utf8.span, place))
    }
    leads.sort { one, other in
      if one.bytes != other.bytes { return one.bytes < other.bytes }
      // Where the numbers say all of both, the texts are the same, or one has more zero bytes at its end.
      if max(one.count, other.count) <= 16 {
        return one.count == other.count ? one.place < other.place : one.count < other.count
      }
      let (first, second) = (text(Int(one.place)), text(Int(other.place)))
      return first == second ? one.place < other.place : first < second
    }
    places = leads.map { Int($0.place) }
  }
}
