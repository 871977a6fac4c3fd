internal import BundleFormat
internal import KeyModel

/// The distinct sets of grants. Set 0 is the empty one, which tombstones have.
struct GrantTable {
  private let sets: [[UInt64]]
  /// The place of the set of each key.
  let ofKeys: [Int32]

  init(_ keys: SortedKeys, _ scopes: ScopeTable) throws(PayloadFailure) {
    let lists = GrantTable.lists(of: keys)
    // Most keys have one of a few lists of grants, so each list is closed once.
    var closed: [[UInt64]] = []
    for list in lists.values { closed.append(try scopes.bits(of: list)) }
    let empty = [UInt64](repeating: 0, count: scopes.wordsPerSet)
    let sets = Numbered([empty] + closed, by: { $0.lexicographicallyPrecedes($1) })
    guard sets.values.count <= BundleLimits.sets else { throw .tooMany(.grantSets) }
    let places = closed.map { Int32(sets.number(of: $0) ?? 0) }
    ofKeys = lists.ofKeys.map { places[Int($0)] }
    self.sets = sets.values
  }

  /// The distinct lists of grants, and the number of each key's. Keys that share the memory of a list have one, whatever
  /// is in it.
  private static func lists(of keys: SortedKeys) -> (values: [[Scope]], ofKeys: [Int32]) {
    var lists = KeyNumbers<[Scope]>()
    var known: [UInt: Int32] = [:]
    let ofKeys = keys.keys.indices.map { place in
      let memory = unsafe keys.keys[place].grants.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
      let number = known[memory] ?? lists.number(keys.keys[place].grants)
      known[memory] = number
      return number
    }
    return (lists.values, ofKeys)
  }

  func table() throws(PayloadFailure) -> RecordTable {
    let words = sets[0].count
    var table = try RecordTable(.grants, count: sets.count * words)
    for (index, set) in sets.enumerated() {
      for (word, bits) in set.enumerated() { table.put(bits, size: 8, record: index * words + word) }
    }
    return table
  }
}
