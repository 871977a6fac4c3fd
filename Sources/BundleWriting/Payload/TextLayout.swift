internal import BundleFormat
internal import KeyModel

/// Where the texts of a content begin in the section, in the order of their bytes.
struct TextLayout {
  /// Where the name of each key begins.
  private(set) var ids: [UInt32] = []
  /// Where each of the other texts begins; where the name of a key does, if it is the same.
  private(set) var others: [UInt32] = []
  /// Where the last text ends.
  private(set) var end = 0

  /// The layout of `ids` among `others`; both are distinct and in order already, so they are only merged.
  init(_ ids: TextColumn, among others: TextColumn) throws(PayloadFailure) {
    self.ids.reserveCapacity(ids.count)
    self.others.reserveCapacity(others.count)
    var next = 0
    for place in 0..<ids.count {
      while next < others.count, others[next].precedes(ids[place]) {
        self.others.append(try begin(others[next]))
        next += 1
      }
      let start = try begin(ids[place])
      self.ids.append(start)
      if next < others.count, others[next].equals(ids[place]) {
        self.others.append(start)
        next += 1
      }
    }
    for place in next..<others.count { self.others.append(try begin(others[place])) }
  }

  /// Makes room for `text` at the end; where it begins.
  private mutating func begin(_ text: Span<UInt8>) throws(PayloadFailure) -> UInt32 {
    guard text.count <= BundleLimits.textBytes else {
      throw .textTooLong(Text(String(Text(copying: text).string.prefix(64))))
    }
    guard let start = UInt32(exactly: end) else { throw .tooLarge }
    end += TextRecord.bytes + text.count
    return start
  }
}
