package import KeyModel

extension BundleImage {
  /// Words of 64 scopes in each set of grants, 1 at least.
  @inlinable @inline(__always)
  package var wordsPerGrantSet: Int { max(1, (count(of: .scopes) &+ 63) &>> 6) }

  /// Whether the set of grants `set` includes `scope`: one bit, because the writer has put in what higher levels
  /// include.
  @inlinable @inline(__always)
  package func grants(_ set: UInt32, include scope: UInt32) -> Bool {
    let word = Int(set) &* wordsPerGrantSet &+ Int(scope / 64)
    return bytes.u64(offset(.grants, word)) &>> UInt64(scope) & 1 == 1
  }

  /// Whether the networks of a record admit `address`; without an address only those that admit anybody do.
  @_optimize(speed)
  package func networks(_ set: UInt32, admit address: Address?) -> Bool {
    guard set != SecretRecord.anyNetwork else { return true }
    guard let address else { return false }
    let set = networkSet(Int(set) &- 1)
    guard set.count > 0 else { return false }
    // The networks of a set are sorted and lie apart, so none but the last that begins at or before the address can hold
    // it. Where all begin behind it, the first is left, which cannot.
    var (low, high) = (Int(set.first), Int(set.first) &+ Int(set.count))
    while high &- low > 1 {
      let middle = (low &+ high) &>> 1
      if NetworkOrder.precedes(address, network(middle).base) { high = middle } else { low = middle }
    }
    return network(low).holds(address)
  }

  /// The scope that `text` names, `orders:read`; nil if the service has no such scope. Looks at one scope after the other.
  @_optimize(size)
  func scope(named text: Span<UInt8>) -> UInt32? {
    for index in 0..<count(of: .scopes) where isScope(index, named: text) { return UInt32(index) }
    return nil
  }

  /// Whether scope `index` is the one that `text` names: its resource, a colon, its level.
  @inline(__always)
  func isScope(_ index: Int, named text: Span<UInt8>) -> Bool {
    let scope = scope(index)
    let (resource, level) = (self.text(scope.resource), self.text(self.level(Int(scope.level))))
    let colon = resource.count
    guard text.count == colon &+ 1 &+ level.count, unsafe text[unchecked: colon] == 0x3A else { return false }
    let first = unsafe text.extracting(unchecked: Range(uncheckedBounds: (0, colon)))
    let rest = unsafe text.extracting(unchecked: Range(uncheckedBounds: (colon &+ 1, text.count)))
    return isSame(resource, first) && isSame(level, rest)
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
