/// Many texts, one behind the other in one piece of memory.
///
/// A text of its own takes a piece of memory, and a count of who holds it that two threads fight over.
package struct TextColumn: Sendable {
  /// The bytes of all texts.
  package private(set) var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []

  /// No texts.
  package init() {}

  /// How many texts there are.
  package var count: Int { ends.count }

  /// Makes room for `count` texts.
  package mutating func reserveCapacity(_ count: Int) {
    ends.reserveCapacity(count)
    // Names have 2 to 64 bytes, most of them about as many.
    bytes.reserveCapacity(count * 16)
  }

  /// Adds `text` as the last one.
  package mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { text in unsafe bytes.append(contentsOf: text) }
    ends.append(bytes.count)
  }

  /// Adds all of `texts`.
  package mutating func append(_ texts: TextColumn) {
    let start = bytes.count
    bytes += texts.bytes
    ends.reserveCapacity(count + texts.count)
    for end in texts.ends { ends.append(start + end) }
  }

  /// The text at `place`.
  package subscript(_ place: Int) -> Span<UInt8> {
    @_lifetime(borrow self)
    borrowing get { bytes.span.extracting((place == 0 ? 0 : ends[place - 1])..<ends[place]) }
  }

  /// A copy of the text at `place`.
  package func text(_ place: Int) -> Text { Text(copying: self[place]) }

  /// The place of `wanted`, found by halves; nil if there is none. The texts are in order.
  package func place(of wanted: Span<UInt8>) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle].precedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].equals(wanted) ? low : nil
  }
}
