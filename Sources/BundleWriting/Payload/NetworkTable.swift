internal import BundleFormat
internal import KeyModel

/// The distinct sets of networks, each sorted and without a network that another one holds.
struct NetworkTable {
  private let sets: [[Network]]
  /// What the record of a secret of each key says.
  let ofKeys: [UInt32]

  init(_ keys: SortedKeys) throws(PayloadFailure) {
    let used = keys.numbered { keys.keys[$0].networks }
    let reduced = used.values.map { $0.map(NetworkTable.reduced) }
    var fields = [UInt32](repeating: SecretRecord.anyNetwork, count: reduced.count)
    var sets: [[Network]] = []
    for (number, set) in NetworkTable.inOrder(reduced) {
      if sets.last != set { sets.append(set) }
      // One more than the place of the set.
      fields[number] = UInt32(truncatingIfNeeded: sets.count)
    }
    guard sets.count <= BundleLimits.sets else { throw .tooMany(.networkSets) }
    ofKeys = used.ofKeys.map { fields[Int($0)] }
    self.sets = sets
  }

  /// The sets with their places in `sets`, in the order of the format; equal ones are neighbours.
  private static func inOrder(_ sets: [[Network]?]) -> [(number: Int, set: [Network])] {
    let numbers = sets.indices.filter { sets[$0] != nil }
    let order = numbers.map { (first: sets[$0]?.first, number: $0) }.sorted { one, other in
      // The first network of a set is mostly no other's.
      if let first = one.first, let otherFirst = other.first, first != otherFirst { return first < otherFirst }
      return (sets[one.number] ?? []).lexicographicallyPrecedes(sets[other.number] ?? [])
    }
    return order.map { ($0.number, sets[$0.number] ?? []) }
  }

  /// `networks` in the order of the format, without those that others hold.
  private static func reduced(_ networks: [Network]) -> [Network] {
    guard networks.count > 1 else { return networks }
    let sorted = networks.sorted { one, other in
      one.base == other.base
        ? one.prefixLength < other.prefixLength : NetworkOrder.precedes(one.base, other.base)
    }
    var kept: [Network] = []
    // What holds a network begins at or before it, and what was kept lies apart: only the last can hold it.
    for network in sorted where kept.last?.contains(network) != true { kept.append(network) }
    return kept
  }

  func setTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.networkSets, count: sets.count)
    var first = 0
    for (index, set) in sets.enumerated() {
      table.put(first, size: 4, record: index, field: NetworkSetRecord.first)
      table.put(set.count, size: 4, record: index, field: NetworkSetRecord.count)
      first += set.count
    }
    return table
  }

  func networkTable() throws(PayloadFailure) -> RecordTable {
    let networks = sets.joined()
    var table = try RecordTable(.networks, count: networks.count)
    for (index, network) in networks.enumerated() {
      table.put(network.base.high, size: 8, record: index, field: NetworkRecord.high)
      table.put(network.base.low, size: 8, record: index, field: NetworkRecord.low)
      table.put(network.prefixLength, size: 1, record: index, field: NetworkRecord.prefix)
    }
    return table
  }
}
