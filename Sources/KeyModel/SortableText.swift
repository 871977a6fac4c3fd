/// A text that is to be sorted among many, with its first sixteen bytes as numbers: comparing these mostly does.
package struct SortableText: Comparable {
  /// The text.
  package let text: Text
  /// Where it came from.
  package let place: Int
  private let leading: (UInt64, UInt64)

  /// `text`, with whatever number is to follow it.
  package init(_ text: Text, place: Int = 0) {
    self.text = text
    self.place = place
    let bytes = text.utf8.span
    func number(_ start: Int) -> UInt64 {
      (start..<start + 8).reduce(0) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
    }
    leading = (number(0), number(8))
  }

  /// Whether both are the same text.
  package static func == (one: SortableText, other: SortableText) -> Bool {
    one.leading == other.leading && one.text == other.text
  }

  /// The order of the bytes. Texts that differ only in zero bytes at their ends have the same numbers.
  package static func < (one: SortableText, other: SortableText) -> Bool {
    one.leading == other.leading ? one.text < other.text : one.leading < other.leading
  }
}
