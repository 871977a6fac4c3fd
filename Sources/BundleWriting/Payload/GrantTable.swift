internal import BundleFormat
internal import KeyModel

/// The distinct sets of grants. Set 0 is the empty one, which tombstones have.
struct GrantTable {
  private let sets: [[UInt64]]
  /// The place of the set of each list of grants.
  let ofLists: [UInt32]

  init(_ lists: [[Scope]], _ scopes: ScopeTable) throws(PayloadFailure) {
    var closed: [[UInt64]] = []
    for list in lists { closed.append(try scopes.bits(of: list)) }
    let empty = [UInt64](repeating: 0, count: scopes.wordsPerSet)
    let sets = Numbered([empty] + closed, by: { $0.lexicographicallyPrecedes($1) })
    guard sets.values.count <= BundleLimits.sets else { throw .tooMany(.grantSets) }
    ofLists = closed.map { UInt32(sets.number(of: $0) ?? 0) }
    self.sets = sets.values
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
