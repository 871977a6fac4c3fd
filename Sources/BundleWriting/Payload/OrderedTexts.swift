internal import KeyModel

/// Texts in the order of their bytes, each once, and the place there of each of those that were given.
///
/// Sorted and not looked up in a dictionary: of tenants there may be as many as keys, and in order they are wanted anyway.
struct OrderedTexts {
  /// The texts.
  private(set) var texts = TextColumn()
  /// The place among ``texts`` of each of those that were given.
  private(set) var places: [Int32]

  init(_ given: TextColumn) {
    places = [Int32](repeating: 0, count: given.count)
    texts.reserveCapacity(given.count)
    for index in TextOrder(given).places {
      if texts.count == 0 || !texts[texts.count - 1].equals(given[index]) { texts.append(given[index]) }
      places[index] = Int32(truncatingIfNeeded: texts.count - 1)
    }
  }

  /// The place of `text`; nil if it is none of them.
  func place(of text: Text) -> Int? { texts.place(of: text.utf8.span) }
}
