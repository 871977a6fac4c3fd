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
    let order = TextOrder(others.count) { others[$0] }.places
    self.others = [UInt32](repeating: 0, count: others.count)
    texts.reserveCapacity(keys.keys.count + others.count)
    ids.reserveCapacity(keys.keys.count)
    var next = 0
    for place in keys.keys.indices {
      let id = keys.keys[place].id.text
      while next < order.count, others[order[next]] < id { try append(others, order, &next) }
      ids.append(UInt32(truncatingIfNeeded: end))
      if next < order.count, others[order[next]] == id { try append(others, order, &next) } else { try append(id) }
    }
    while next < order.count { try append(others, order, &next) }
  }

  private mutating func append(_ others: [Text], _ order: [Int], _ next: inout Int) throws(PayloadFailure) {
    self.others[order[next]] = UInt32(truncatingIfNeeded: end)
    try append(others[order[next]])
    next += 1
  }

  private mutating func append(_ text: Text) throws(PayloadFailure) {
    guard text.utf8.count <= BundleLimits.textBytes else { throw .textTooLong(Text(String(text.string.prefix(64)))) }
    guard UInt32(exactly: end) != nil else { throw .tooLarge }
    texts.append(text)
    end += TextRecord.bytes + text.utf8.count
  }
}
