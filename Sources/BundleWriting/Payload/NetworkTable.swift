internal import BundleFormat
internal import KeyModel

/// The distinct sets of networks, each sorted and without a network that another one holds.
struct NetworkTable {
  private let sets: Numbered<[Network]>
  private let numbers: [[Network]: Int]

  init(_ content: BundleContent) throws(PayloadFailure) {
    var reduced: [[Network]: [Network]] = [:]
    for case let networks? in content.keys.map(\.networks) where reduced[networks] == nil {
      reduced[networks] = NetworkTable.reduced(networks)
    }
    sets = Numbered(reduced.values, by: { $0.lexicographicallyPrecedes($1) })
    guard sets.values.count <= BundleLimits.sets else { throw .tooMany(.networkSets) }
    let sets = sets
    numbers = reduced.compactMapValues { sets.number(of: $0) }
  }

  /// `networks` in the order of the format, without those that others hold.
  private static func reduced(_ networks: [Network]) -> [Network] {
    let sorted = networks.sorted { one, other in
      one.base == other.base
        ? one.prefixLength < other.prefixLength : NetworkOrder.precedes(one.base, other.base)
    }
    var kept: [Network] = []
    // What holds a network begins at or before it, and what was kept lies apart: only the last can hold it.
    for network in sorted where kept.last?.contains(network) != true { kept.append(network) }
    return kept
  }

  /// What the record of a secret of `key` says.
  func field(of key: BundleContent.Key) -> UInt32 {
    guard let networks = key.networks else { return SecretRecord.anyNetwork }
    // Invariant: `init` numbered the networks of every key; a set that does not exist would be refused when read.
    return UInt32(numbers[networks].map { $0 + 1 } ?? BundleLimits.sets)
  }

  func setTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.networkSets, count: sets.values.count)
    var first = 0
    for (index, set) in sets.values.enumerated() {
      table.put(first, size: 4, record: index, field: NetworkSetRecord.first)
      table.put(set.count, size: 4, record: index, field: NetworkSetRecord.count)
      first += set.count
    }
    return table
  }

  func networkTable() throws(PayloadFailure) -> RecordTable {
    let networks = sets.values.joined()
    var table = try RecordTable(.networks, count: networks.count)
    for (index, network) in networks.enumerated() {
      table.put(network.base.high, size: 8, record: index, field: NetworkRecord.high)
      table.put(network.base.low, size: 8, record: index, field: NetworkRecord.low)
      table.put(network.prefixLength, size: 1, record: index, field: NetworkRecord.prefix)
    }
    return table
  }
}
