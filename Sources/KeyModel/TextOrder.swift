/// The order of many texts by their bytes; of equal ones the first comes first.
///
/// What is sorted are the first sixteen bytes as numbers, and places: comparing the numbers mostly does, and moving them
/// costs nothing.
package struct TextOrder {
  /// The places of the texts, by text.
  package let places: [Int]

  private struct Lead {
    let bytes: (UInt64, UInt64)
    let place: Int

    init(_ bytes: Span<UInt8>, _ place: Int) {
      self.place = place
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
      // Texts that differ only in zero bytes at their ends have the same numbers.
      let (first, second) = (text(one.place), text(other.place))
      return first == second ? one.place < other.place : first < second
    }
    places = leads.map { $0.place }
  }
}
