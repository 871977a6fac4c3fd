internal import KeyModel

/// Finds which of many networks a caller comes from.
struct NetworkSearch {
  /// The networks of each family that no other one holds, by their first addresses; so they lie apart.
  private let widest: (v4: [Network], v6: [Network])

  /// A search in `networks`.
  init(_ networks: [Network]) {
    let sorted = networks.sorted()
    widest = (NetworkSearch.widest(sorted.filter(\.isV4)), NetworkSearch.widest(sorted.filter { !$0.isV4 }))
  }

  /// The widest of the networks that `address` is in; nil if it is in none.
  func network(holding address: Address) -> Network? {
    let networks = address.isV4 ? widest.v4 : widest.v6
    var (low, high) = (0, networks.count)
    while low < high {
      let middle = low + (high - low) / 2
      let base = networks[middle].base
      if (base.high, base.low) <= (address.high, address.low) { low = middle + 1 } else { high = middle }
    }
    guard low > 0, networks[low - 1].contains(address) else { return nil }
    return networks[low - 1]
  }

  private static func widest(_ sorted: [Network]) -> [Network] {
    var kept: [Network] = []
    // What holds a network comes before it.
    for network in sorted where kept.last?.contains(network) != true { kept.append(network) }
    return kept
  }
}
