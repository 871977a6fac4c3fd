internal import BundleFormat
internal import KeyModel

/// The distinct sets of networks, each sorted and without a network that another one holds.
struct NetworkTable {
  private let sets: NetworkLists
  /// What the record of a secret says of each list of networks that keys have.
  let ofLists: [UInt32]

  init(_ lists: NetworkLists) throws(PayloadFailure) {
    var reduced = NetworkLists()
    let numbers = (0..<lists.count).map { number in
      NetworkTable.reduce(lists, number) { reduced.append($0) }
      return Int(reduced.end())
    }
    var sets = NetworkLists()
    var fields = [UInt32](repeating: SecretRecord.anyNetwork, count: reduced.count)
    for number in NetworkTable.order(of: reduced) {
      for network in reduced.networks[reduced[number]] { sets.append(network) }
      // One more than the place of the set.
      fields[number] = UInt32(sets.end()) + 1
    }
    guard sets.count <= BundleLimits.sets else { throw .tooMany(.networkSets) }
    ofLists = numbers.map { fields[$0] }
    self.sets = sets
  }

  /// The first network of a list, which is mostly no other's, as numbers.
  private struct Lead {
    let high: UInt64
    let low: UInt64
    let prefixLength: UInt8
    let number: Int32
  }

  /// The numbers of `lists` in the order of the format; equal ones are neighbours.
  private static func order(of lists: NetworkLists) -> [Int] {
    var empty: [Int] = []
    var leads: [Lead] = []
    leads.reserveCapacity(lists.count)
    for number in 0..<lists.count {
      guard !lists[number].isEmpty else {
        empty.append(number)
        continue
      }
      let first = lists.networks[lists[number].lowerBound]
      leads.append(
        Lead(high: first.base.high, low: first.base.low, prefixLength: first.prefixLength, number: Int32(number)))
    }
    leads.sort { one, other in
      if one.high != other.high { return one.high < other.high }
      if one.low != other.low { return one.low < other.low }
      if one.prefixLength != other.prefixLength { return one.prefixLength < other.prefixLength }
      let (first, second) = (lists[Int(one.number)], lists[Int(other.number)])
      return lists.networks[first].lexicographicallyPrecedes(lists.networks[second])
    }
    return empty + leads.map { Int($0.number) }
  }

  /// Calls `body` with the networks of the list `number` in the order of the format, without those that others hold.
  private static func reduce(_ lists: NetworkLists, _ number: Int, _ body: (Network) -> Void) {
    let networks = lists.networks[lists[number]]
    guard networks.count > 1 else { return networks.forEach(body) }
    let sorted = networks.sorted { one, other in
      one.base == other.base
        ? one.prefixLength < other.prefixLength : NetworkOrder.precedes(one.base, other.base)
    }
    var kept: Network?
    // What holds a network begins at or before it, and what was kept lies apart: only the last can hold it.
    for network in sorted where kept?.contains(network) != true {
      kept = network
      body(network)
    }
  }

  func setTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.networkSets, count: sets.count)
    for index in 0..<sets.count {
      table.put(sets[index].lowerBound, size: 4, record: index, field: NetworkSetRecord.first)
      table.put(sets[index].count, size: 4, record: index, field: NetworkSetRecord.count)
    }
    return table
  }

  func networkTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.networks, count: sets.networks.count)
    for (index, network) in sets.networks.enumerated() {
      table.put(network.base.high, size: 8, record: index, field: NetworkRecord.high)
      table.put(network.base.low, size: 8, record: index, field: NetworkRecord.low)
      table.put(network.prefixLength, size: 1, record: index, field: NetworkRecord.prefix)
    }
    return table
  }
}
