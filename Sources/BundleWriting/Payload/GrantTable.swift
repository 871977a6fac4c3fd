internal import BundleFormat
internal import KeyModel

/// The distinct sets of grants. Set 0 is the empty one, which tombstones have.
struct GrantTable {
  private let sets: Numbered<[UInt64]>
  private let numbers: [[Scope]: Int]

  init(_ content: BundleContent, _ scopes: ScopeTable) throws(PayloadFailure) {
    let empty = [UInt64](repeating: 0, count: scopes.wordsPerSet)
    // Most keys have one of a few lists of grants, so each list is closed once.
    var bits: [[Scope]: [UInt64]] = [[]: empty]
    for key in content.keys where bits[key.grants] == nil { bits[key.grants] = try scopes.bits(of: key.grants) }
    sets = Numbered(bits.values, by: { $0.lexicographicallyPrecedes($1) })
    guard sets.values.count <= BundleLimits.sets else { throw .tooMany(.grantSets) }
    let sets = sets
    numbers = bits.mapValues { sets.number(of: $0) ?? 0 }
  }

  /// The set of the grants of `key`, which is one of the content's.
  func number(of key: BundleContent.Key) -> Int { numbers[key.grants] ?? 0 }

  func table() throws(PayloadFailure) -> RecordTable {
    let words = sets.values[0].count
    var table = try RecordTable(.grants, count: sets.values.count * words)
    for (index, set) in sets.values.enumerated() {
      for (word, bits) in set.enumerated() { table.put(bits, size: 8, record: index * words + word) }
    }
    return table
  }
}
