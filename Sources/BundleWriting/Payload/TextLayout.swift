internal import BundleFormat
internal import KeyModel

/// The texts of a content in the order of their bytes, and where each begins in the section.
struct TextLayout {
  private(set) var texts: [Text] = []
  /// Where the name of each key begins.
  private(set) var ids: [UInt32] = []
  /// Where each of the other texts begins.
  private(set) var others: [UInt32]
  /// Where the last text ends.
  private(set) var end = 0

  /// The names of `keys` among `others`, which are distinct.
  ///
  /// The names are distinct and in order already, so they are only merged with the others.
  init(_ keys: SortedKeys, among others: [Text]) throws(PayloadFailure) {
    let sorted = others.enumerated().map { SortableText($1, place: $0) }.sorted()
    self.others = [UInt32](repeating: 0, count: others.count)
    texts.reserveCapacity(keys.keys.count + others.count)
    ids.reserveCapacity(keys.keys.count)
    var next = 0
    for place in keys.keys.indices {
      let id = keys.keys[place].id.text
      while next < sorted.count, sorted[next].text < id { try append(sorted[next], &next) }
      ids.append(UInt32(truncatingIfNeeded: end))
      if next < sorted.count, sorted[next].text == id { try append(sorted[next], &next) } else { try append(id) }
    }
    while next < sorted.count { try append(sorted[next], &next) }
  }

  private mutating func append(_ other: SortableText, _ next: inout Int) throws(PayloadFailure) {
    others[other.place] = UInt32(truncatingIfNeeded: end)
    try append(other.text)
    next += 1
  }

  private mutating func append(_ text: Text) throws(PayloadFailure) {
    guard text.utf8.count <= BundleLimits.textBytes else { throw .textTooLong(Text(String(text.string.prefix(64)))) }
    guard UInt32(exactly: end) != nil else { throw .tooLarge }
    texts.append(text)
    end += TextRecord.bytes + text.utf8.count
  }
}
