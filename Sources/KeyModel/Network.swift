/// A block of addresses: `203.0.113.0/24`, `2001:db8::/32`; a bare address is the block of itself.
///
/// A block of IPv6 addresses never holds an IPv4 address, not even `::/0`.
public struct Network: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The block's first address.
  public let base: Address
  /// How many leading bits of the 128 of an IPv6 address are fixed; 96 or more for IPv4.
  public let prefixLength: UInt8

  /// The block of `prefixLength` leading bits of 128 around `address`; nil if that is more than 128.
  public init?(around address: Address, prefixLength: UInt8) {
    guard prefixLength <= 128 else { return nil }
    base = Network.masked(address, prefixLength)
    self.prefixLength = prefixLength
  }

  /// The block that `text` writes; nil if it has another form or bits are set after the prefix.
  public init?(parsing text: Span<UInt8>) {
    guard let (address, length) = Network.parts(text) else { return nil }
    self.init(around: address, prefixLength: length)
    guard base == address else { return nil }
  }

  /// The block that `text` would write if the bits after its prefix were not set: what a finding proposes.
  public static func nearest(to text: Span<UInt8>) -> Network? {
    guard let (address, length) = parts(text) else { return nil }
    return Network(around: address, prefixLength: length)
  }

  /// The address before the `/`, and the length after it, counted in 128 bits.
  private static func parts(_ text: Span<UInt8>) -> (Address, UInt8)? {
    let slash = text.firstIndex(of: 0x2F)
    let written = text.extracting(0..<(slash ?? text.count))
    guard let address = Address(parsing: written) else { return nil }
    guard let slash else { return (address, 128) }
    let dotted = written.firstIndex(of: 0x3A) == nil
    guard let length = text.extracting((slash + 1)..<text.count).decimal, length <= (dotted ? 32 : 128) else {
      return nil
    }
    return (address, UInt8(dotted ? length + 96 : length))
  }

  /// Whether `address` is in the block.
  public func contains(_ address: Address) -> Bool {
    Network.masked(address, prefixLength) == base && address.isV4 == isV4
  }

  /// Whether every address of `other` is in this block.
  public func contains(_ other: Network) -> Bool {
    prefixLength <= other.prefixLength && contains(other.base)
  }

  /// Whether it is a block of IPv4 addresses.
  public var isV4: Bool { prefixLength >= 96 && base.isV4 }

  private static func masked(_ address: Address, _ length: UInt8) -> Address {
    func mask(_ bits: UInt8) -> UInt64 { bits == 0 ? 0 : ~0 << UInt64(64 - bits) }
    return Address(high: address.high & mask(min(length, 64)), low: address.low & mask(max(length, 64) - 64))
  }

  /// The canonical text; the prefix counts the bits of its own family.
  public var description: String { "\(base)/\(isV4 ? prefixLength - 96 : prefixLength)" }

  /// By first address, then the wider first.
  public static func < (one: Network, other: Network) -> Bool {
    (one.base.high, one.base.low, one.prefixLength) < (other.base.high, other.base.low, other.prefixLength)
  }
}
