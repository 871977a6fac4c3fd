package import KeyModel

extension BundleImage {
  /// Words of 64 scopes in each set of grants, 1 at least.
  @inline(__always)
  package var wordsPerGrantSet: Int { max(1, (count(of: .scopes) + 63) / 64) }

  /// Whether the set of grants `set` includes `scope`: one bit, because the writer has put in what higher levels
  /// include.
  @inline(__always)
  package func grants(_ set: UInt32, include scope: UInt32) -> Bool {
    let word = Int(set) * wordsPerGrantSet + Int(scope / 64)
    return bytes.u64(offset(.grants, word)) >> UInt64(scope % 64) & 1 == 1
  }

  /// Whether the networks of a record admit `address`; without an address only those that admit anybody do.
  @inline(__always)
  package func networks(_ set: UInt32, admit address: Address?) -> Bool {
    guard set != SecretRecord.anyNetwork else { return true }
    guard let address else { return false }
    let set = networkSet(Int(set) - 1)
    return last(of: Int(set.first)..<Int(set.first + set.count), notAfter: address)?.contains(address) ?? false
  }

  /// The last network that begins at or before `address`. The networks of a set are sorted and lie apart, so no other
  /// can hold the address.
  private func last(of range: Range<Int>, notAfter address: Address) -> Network? {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if NetworkOrder.precedes(address, network(middle).base) { high = middle } else { low = middle + 1 }
    }
    return low > range.lowerBound ? network(low - 1).network : nil
  }

  /// The scope that `text` names (`orders:read`); nil if the service has no such scope.
  package func scope(named text: Span<UInt8>) -> UInt32? {
    guard let colon = text.firstIndex(of: 0x3A) else { return nil }
    guard let level = level(named: text.extracting((colon + 1)..<text.count)) else { return nil }
    let resource = text.extracting(0..<colon)
    var (low, high) = (0, count(of: .scopes))
    while low < high {
      let middle = low + (high - low) / 2
      let scope = scope(middle)
      var place = order(self.text(scope.resource), resource)
      if place == .same, scope.level != level { place = scope.level < level ? .before : .after }
      switch place {
      case .same: return UInt32(middle)
      case .before: low = middle + 1
      case .after: high = middle
      }
    }
    return nil
  }

  /// The level that `text` names.
  private func level(named text: Span<UInt8>) -> UInt32? {
    for index in 0..<count(of: .levels) where order(self.text(level(index)), text) == .same { return UInt32(index) }
    return nil
  }
}

/// The order of networks in a set: IPv6 before IPv4, each by first address. They are apart because a block of IPv6
/// addresses never holds an IPv4 address.
package enum NetworkOrder {
  /// Whether `one` comes before `other`.
  package static func precedes(_ one: Address, _ other: Address) -> Bool {
    (one.isV4 ? 1 : 0, one.high, one.low) < (other.isV4 ? 1 : 0, other.high, other.low)
  }
}
