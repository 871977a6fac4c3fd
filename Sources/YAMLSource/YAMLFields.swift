public import Diagnostics

/// The entries of a mapping, to be asked for by name, which is never empty.
///
/// It remembers which were asked for, and where the last one stood: entries stand mostly in the order in which they are
/// read, so most are found at once.
///
/// Never copied: there is one for each key and each secret.
public struct YAMLFields: ~Copyable, Sendable {
  private let mapping: YAMLNode
  private var marks = KeyMarks()
  private var count = 0
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

  /// The value of an entry, without a share in what keeps it alive: a key has some twenty, and most are read at once.
  public struct Value {
    fileprivate let index: Int
  }

  /// The entries of `node`; nil if it is no mapping.
  public init?(_ node: YAMLNode) {
    guard node.kind == .mapping else { return nil }
    mapping = node
    next = Entry(key: node.index + 1, place: 0)
    let end = end
    var entry = next
    while entry.key < end {
      _ = marks.insert(node.table.nodes[entry.key].tag)
      entry = self.entry(after: entry)
    }
    count = entry.place
  }

  private var first: Entry { Entry(key: mapping.index + 1, place: 0) }
  private var end: Int { Int(mapping.table.nodes[mapping.index].next) }

  /// Where the first key stands; the mapping itself if it is empty.
  public var beginning: SourceSpan { mapping.table.span(count > 0 ? first.key : mapping.index) }

  /// The value of the entry `name`; nil if it is not there. Asking leaves no trace.
  public func value(of name: StaticString) -> YAMLNode? {
    guard let entry = find(name) else { return nil }
    return node(valueIndex(entry))
  }

  /// The value of the entry `name`, which counts as taken from now on; nil if it is not there.
  public mutating func take(_ name: StaticString) -> Value? {
    guard let entry = find(name) else { return nil }
    if entry.place < 64 { taken |= 1 << UInt64(entry.place) } else { takenLater.insert(entry.place) }
    next = self.entry(after: entry)
    return Value(index: valueIndex(entry))
  }

  /// The node of `value`, which is one of these entries.
  public func node(_ value: Value) -> YAMLNode { node(value.index) }

  /// What ``YAMLNode/kind`` says of `value`, which is one of these entries.
  public func kind(_ value: Value) -> YAMLKind { mapping.table.nodes[value.index].kind }

  /// What ``YAMLNode/span`` says of `value`, which is one of these entries.
  public func span(_ value: Value) -> SourceSpan { mapping.table.span(value.index) }

  /// What ``YAMLNode/bytes`` says of `value`, which is one of these entries.
  @_lifetime(borrow self)
  public func bytes(_ value: Value) -> Span<UInt8> {
    unsafe _overrideLifetime(Span(_unsafeElements: mapping.table.text(value.index)), borrowing: self)
  }

  /// Calls `body` with the key of each entry that nobody took, in the order of the file.
  public func forEachUntakenKey(_ body: (YAMLNode) -> Void) {
    guard taken.nonzeroBitCount + takenLater.count < count else { return }
    let end = end
    var entry = first
    while entry.key < end {
      let isTaken = entry.place < 64 ? taken >> UInt64(entry.place) & 1 == 1 : takenLater.contains(entry.place)
      if !isTaken { body(node(entry.key)) }
      entry = self.entry(after: entry)
    }
  }

  @inline(__always)
  private func find(_ name: StaticString) -> Entry? {
    let tag = TextTag(name)
    guard marks.mayHold(tag) else { return nil }
    return search(name, tag, from: next, to: end) ?? search(name, tag, from: first, to: next.key)
  }

  @inline(__always)
  private func search(_ name: StaticString, _ tag: TextTag, from start: Entry, to end: Int) -> Entry? {
    let table = mapping.table
    let nodes = table.nodes
    var entry = start
    while entry.key < end {
      if nodes[entry.key].tag == tag, table.says(entry.key, name) { return entry }
      entry = Entry(key: Int(nodes[Int(nodes[entry.key].next)].next), place: entry.place &+ 1)
    }
    return nil
  }

  private func entry(after entry: Entry) -> Entry {
    // Invariant: the parser closes a mapping only after a value, so each key is followed by one.
    Entry(key: Int(mapping.table.nodes[valueIndex(entry)].next), place: entry.place + 1)
  }

  private func valueIndex(_ entry: Entry) -> Int { Int(mapping.table.nodes[entry.key].next) }

  private func node(_ index: Int) -> YAMLNode { YAMLNode(table: mapping.table, index: index) }
}
