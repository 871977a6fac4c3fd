internal import KeyModel

/// Where a caller stands: an address, or nowhere that is known.
struct Origin: Hashable {
  let address: Address?
}

/// The callers that a list of networks admits, as runs of addresses, so that two lists are compared by whom they admit
/// and not by how they are written.
///
/// An address is a number of 128 bits, an IPv4 address the one in its IPv6 clothing; a block of IPv6 addresses leaves
/// those out, as the validator does.
struct AddressSet: Equatable {
  /// Whether there is no list at all: then a caller without an address is admitted, too.
  let admitsAnybody: Bool
  private let runs: [ClosedRange<UInt128>]

  /// The callers that `networks` admits; nil admits everybody.
  init(_ networks: [Network]?) {
    admitsAnybody = networks == nil
    runs = networks.map { AddressSet.merged($0.flatMap(AddressSet.runs)) } ?? [0...UInt128.max]
  }

  /// A caller that both admit; nil if there is none.
  func origin(sharedWith other: AddressSet) -> Origin? {
    if admitsAnybody, other.admitsAnybody { return Origin(address: nil) }
    return AddressSet.origin(in: AddressSet.common(runs, other.runs[...]))
  }

  /// A caller that this set admits and `other` does not; nil if there is none.
  func origin(outside other: AddressSet) -> Origin? { origin(within: other.outside) }

  /// Everybody whom the set does not admit.
  var outside: Outside { Outside(gaps: admitsAnybody ? nil : AddressSet.gaps(runs)) }

  /// Who is outside of a set.
  struct Outside {
    /// The runs of their addresses; nil if nobody is.
    fileprivate let gaps: [ClosedRange<UInt128>]?
  }

  /// A caller that this set admits and who is `outside` of another one; nil if there is none.
  func origin(within outside: Outside) -> Origin? {
    guard let gaps = outside.gaps else { return nil }
    let rest = AddressSet.common(runs, AddressSet.near(runs, gaps))
    return AddressSet.origin(in: rest) ?? (admitsAnybody ? Origin(address: nil) : nil)
  }
}

// Runs of addresses.
extension AddressSet {
  private static let v4: ClosedRange<UInt128> = 0xFFFF_0000_0000...0xFFFF_FFFF_FFFF

  private static func runs(of network: Network) -> [ClosedRange<UInt128>] {
    let first = number(network.base)
    let run =
      first...(first | (network.prefixLength == 0 ? .max : ~(UInt128.max << UInt128(128 - network.prefixLength))))
    return network.isV4 ? [run] : common([run], gaps([v4])[...])
  }

  /// Sorted, and with those joined that overlap or touch.
  private static func merged(_ runs: [ClosedRange<UInt128>]) -> [ClosedRange<UInt128>] {
    var merged: [ClosedRange<UInt128>] = []
    for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard let last = merged.last, run.lowerBound == 0 || run.lowerBound - 1 <= last.upperBound else {
        merged.append(run)
        continue
      }
      merged[merged.count - 1] = last.lowerBound...max(last.upperBound, run.upperBound)
    }
    return merged
  }

  /// What lies between sorted runs that lie apart.
  private static func gaps(_ runs: [ClosedRange<UInt128>]) -> [ClosedRange<UInt128>] {
    var gaps: [ClosedRange<UInt128>] = []
    var next: UInt128? = 0
    for run in runs {
      if let start = next, start < run.lowerBound { gaps.append(start...(run.lowerBound - 1)) }
      next = run.upperBound == .max ? nil : run.upperBound + 1
    }
    if let start = next { gaps.append(start...UInt128.max) }
    return gaps
  }

  /// Those of `others` that can have anything in common with `runs`; both are sorted and lie apart.
  private static func near(
    _ runs: [ClosedRange<UInt128>], _ others: [ClosedRange<UInt128>]
  ) -> ArraySlice<ClosedRange<UInt128>> {
    guard let first = runs.first?.lowerBound, let last = runs.last?.upperBound else { return [] }
    var (low, high) = (0, others.count)
    while low < high {
      let middle = low + (high - low) / 2
      if others[middle].upperBound < first { low = middle + 1 } else { high = middle }
    }
    return others[low...].prefix { $0.lowerBound <= last }
  }

  /// What two sorted lists of runs have in common.
  private static func common(
    _ one: [ClosedRange<UInt128>], _ other: ArraySlice<ClosedRange<UInt128>>
  ) -> [ClosedRange<UInt128>] {
    var (common, left, right): ([ClosedRange<UInt128>], Int, Int) = ([], 0, other.startIndex)
    while left < one.count, right < other.endIndex {
      let low = max(one[left].lowerBound, other[right].lowerBound)
      let high = min(one[left].upperBound, other[right].upperBound)
      if low <= high { common.append(low...high) }
      if one[left].upperBound < other[right].upperBound { left += 1 } else { right += 1 }
    }
    return common
  }
}

// Examples for people.
extension AddressSet {
  /// Addresses that are kept for examples (RFC 5737, RFC 3849).
  private static let examples = ["192.0.2.7", "198.51.100.7", "203.0.113.7", "2001:db8::7"].compactMap { Address($0) }

  private static func origin(in runs: [ClosedRange<UInt128>]) -> Origin? {
    for example in examples where runs.contains(where: { $0.contains(number(example)) }) {
      return Origin(address: example)
    }
    guard let run = runs.first(where: { v4.contains($0.lowerBound) }) ?? runs.first else { return nil }
    let offset: UInt128 = [7, 1, 0].first { $0 <= run.upperBound - run.lowerBound } ?? 0
    return Origin(address: address(run.lowerBound + offset))
  }

  private static func number(_ address: Address) -> UInt128 {
    UInt128(address.high) << 64 | UInt128(address.low)
  }

  private static func address(_ number: UInt128) -> Address {
    Address(high: UInt64(number >> 64), low: UInt64(truncatingIfNeeded: number))
  }
}
