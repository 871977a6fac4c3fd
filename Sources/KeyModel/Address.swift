/// An IP address. An IPv4 address in IPv6 clothing (`::ffff:203.0.113.9`) is the IPv4 address.
public struct Address: Hashable, Sendable {
  /// The first eight bytes of the IPv6 form, in network order.
  public let high: UInt64
  /// The last eight bytes of the IPv6 form, in network order.
  public let low: UInt64

  /// The IPv6 address of two halves; `::ffff:0:0/96` are the IPv4 addresses.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The IPv4 address of four bytes in network order.
  public init(v4: UInt32) {
    self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4))
  }

  /// Whether it is an IPv4 address, however it was written.
  public var isV4: Bool { high == 0 && low >> 32 == 0xFFFF }
}
