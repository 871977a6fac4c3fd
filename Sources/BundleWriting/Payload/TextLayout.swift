internal import BundleFormat
internal import KeyModel

/// The texts of a content in the order of their bytes, and where each begins in the section.
struct TextLayout {
  private(set) var texts: [Text] = []
  /// Where the name of each key begins.
  private(set) var ids: [UInt32] = []
  /// Where each of the other texts begins.
  private(set) var others: [UInt32] = []
  /// Where the last text ends.
  private(set) var end = 0

  /// The names of `keys` among `others`; both are distinct and in order already, so they are only merged.
  init(_ keys: SortedKeys, among others: [Text]) throws(PayloadFailure) {
    self.others.reserveCapacity(others.count)
    texts.reserveCapacity(keys.keys.count + others.count)
    ids.reserveCapacity(keys.keys.count)
    var next = 0
    for place in keys.keys.indices {
      let id = keys.keys[place].id.text
      while next < others.count, others[next] < id { try append(others, &next) }
      ids.append(UInt32(truncatingIfNeeded: end))
      if next < others.count, others[next] == id { try append(others, &next) } else { try append(id) }
    }
    while next < others.count { try append(others, &next) }
  }

  private mutating func append(_ others: [Text], _ next: inout Int) throws(PayloadFailure) {
    self.others.append(UInt32(truncatingIfNeeded: end))
    try append(others[next])
    next += 1
  }

  private mutating func append(_ text: Text) throws(PayloadFailure) {
    guard text.utf8.count <= BundleLimits.textBytes else { throw .textTooLong(Text(String(text.string.prefix(64)))) }
    guard UInt32(exactly: end) != nil else { throw .tooLarge }
    texts.append(text)
    end += TextRecord.bytes + text.utf8.count
  }
}
