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
      let middle = (low &+ high) &>> 1
      if NetworkOrder.precedes(address, network(middle).base) { high = middle } else { low = middle &+ 1 }
    }
    return low > range.lowerBound ? network(low - 1).network : nil
  }

  /// The scope that `name` names; nil if the service has no such scope. Looks at one scope after the other.
  func scope(named name: borrowing ScopeText) -> UInt32? {
    for index in 0..<count(of: .scopes) where isScope(index, named: name) { return UInt32(index) }
    return nil
  }

  /// Whether scope `index` is the one that `name` names.
  @inline(__always)
  func isScope(_ index: Int, named name: borrowing ScopeText) -> Bool {
    let scope = scope(index)
    return isSame(text(scope.resource), name.resource) && isSame(text(level(Int(scope.level))), name.level)
  }
}

/// The text of a scope, `orders:read`, in its parts.
struct ScopeText: ~Escapable {
  let resource: Span<UInt8>
  let level: Span<UInt8>

  @_lifetime(copy resource, copy level)
  init(_ resource: Span<UInt8>, _ level: Span<UInt8>) {
    self.resource = resource
    self.level = level
  }

  /// The parts of `text` before and after its first colon; nil if there is none.
  @inline(__always)
  @_lifetime(copy text)
  init?(parsing text: Span<UInt8>) {
    var colon = 0
    while colon < text.count, unsafe text[unchecked: colon] != 0x3A { colon &+= 1 }
    guard colon < text.count else { return nil }
    resource = unsafe text.extracting(unchecked: Range(uncheckedBounds: (0, colon)))
    level = unsafe text.extracting(unchecked: Range(uncheckedBounds: (colon &+ 1, text.count)))
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
