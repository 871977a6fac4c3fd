internal import KeyModel

/// The networks that keys may come from, one list behind the other.
struct NetworkLists: Sendable {
  private(set) var networks: [Network] = []
  /// Where each list ends.
  private var ends: [Int] = []

  /// How many lists there are.
  var count: Int { ends.count }

  /// Where the list with `number` stands in ``networks``.
  subscript(_ number: Int) -> Range<Int> { start(number)..<ends[number] }

  private func start(_ number: Int) -> Int { number == 0 ? 0 : ends[number - 1] }

  /// Adds `network` to the list that is open.
  mutating func append(_ network: Network) { networks.append(network) }

  /// Ends the list that is open; its number, which is the last list's where that has the same networks.
  mutating func end() -> Int32 {
    let open = start(count)..<networks.count
    if let last = ends.indices.last, self[last].count == open.count, isSame(self[last], open) {
      networks.removeLast(open.count)
    } else {
      ends.append(networks.count)
    }
    return Int32(truncatingIfNeeded: count - 1)
  }

  /// Adds all of `lists`, behind those that are ended; the number of the first of them.
  mutating func append(_ lists: NetworkLists) -> Int32 {
    let (first, start) = (count, networks.count)
    networks += lists.networks
    for end in lists.ends { ends.append(start + end) }
    return Int32(truncatingIfNeeded: first)
  }

  private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    for (one, other) in zip(one, other) where networks[one] != networks[other] { return false }
    return true
  }
}
