/// The entries of a mapping, to be asked for by name, which is never empty.
///
/// It remembers which were asked for, and where the last one stood: entries stand mostly in the order in which they are
/// read, so most are found at once.
public struct YAMLFields: Sendable {
  private let mapping: YAMLNode
  private let end: Int
  private var marks = KeyMarks()
  /// Where the search begins.
  private var next: Entry
  /// The entries that were taken: one bit for each of the first 64, and the others by their place.
  private var taken: UInt64 = 0
  private var takenLater: Set<Int> = []

  /// An entry by the node of its key and its place in the mapping.
  private struct Entry {
    var key: Int
    var place: Int
  }

  /// The entries of `node`; nil if it is no mapping.
  public init?(_ node: YAMLNode) {
    guard node.kind == .mapping else { return nil }
    mapping = node
    end = Int(node.table.nodes[node.index].next)
    next = Entry(key: node.index + 1, place: 0)
    var entry = next
    while entry.key < end {
      let length = node.table.textLength(entry.key)
      _ = marks.insert(
        length: length, first: length == 0 ? 0 : node.table.texts[Int(node.table.nodes[entry.key].textStart)])
      entry = self.entry(after: entry)
    }
  }

  private var first: Entry { Entry(key: mapping.index + 1, place: 0) }

  /// The first key; nil for an empty mapping.
  public var firstKey: YAMLNode? { first.key < end ? node(first.key) : nil }

  /// The value of the entry `name`; nil if it is not there. Asking leaves no trace.
  public func value(of name: StaticString) -> YAMLNode? { find(name).map { value(of: $0) } }

  /// The value of the entry `name`, which counts as taken from now on; nil if it is not there.
  public mutating func take(_ name: StaticString) -> YAMLNode? {
    guard let entry = find(name) else { return nil }
    if entry.place < 64 { taken |= 1 << UInt64(entry.place) } else { takenLater.insert(entry.place) }
    next = self.entry(after: entry)
    return value(of: entry)
  }

  /// Calls `body` with the key of each entry that nobody took, in the order of the file.
  public func forEachUntakenKey(_ body: (YAMLNode) -> Void) {
    var entry = first
    while entry.key < end {
      let isTaken = entry.place < 64 ? taken >> UInt64(entry.place) & 1 == 1 : takenLater.contains(entry.place)
      if !isTaken { body(node(entry.key)) }
      entry = self.entry(after: entry)
    }
  }

  private func find(_ name: StaticString) -> Entry? {
    guard unsafe marks.mayHold(length: name.utf8CodeUnitCount, first: name.utf8Start[0]) else { return nil }
    return search(name, from: next, to: end) ?? search(name, from: first, to: next.key)
  }

  private func search(_ name: StaticString, from start: Entry, to end: Int) -> Entry? {
    var entry = start
    while entry.key < end {
      if mapping.table.says(entry.key, name) { return entry }
      entry = self.entry(after: entry)
    }
    return nil
  }

  private func entry(after entry: Entry) -> Entry {
    // Invariant: the parser closes a mapping only after a value, so each key is followed by one.
    let nodes = mapping.table.nodes
    return Entry(key: Int(nodes[Int(nodes[entry.key].next)].next), place: entry.place + 1)
  }

  private func value(of entry: Entry) -> YAMLNode { node(Int(mapping.table.nodes[entry.key].next)) }

  private func node(_ index: Int) -> YAMLNode { YAMLNode(table: mapping.table, index: index) }
}
