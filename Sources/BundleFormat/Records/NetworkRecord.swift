package import KeyModel

/// Networks that keys share (Format.md, "Networks").
@usableFromInline
package struct NetworkSetRecord: Sendable {
  @inlinable package static var byteCount: Int { 8 }
  @inlinable package static var first: Int { 0 }
  @inlinable package static var count: Int { 4 }

  /// The number of the first network.
  @usableFromInline package let first: UInt32
  /// How many networks there are.
  @usableFromInline package let count: UInt32

  @inlinable @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    first = bytes.u32(offset &+ NetworkSetRecord.first)
    count = bytes.u32(offset &+ NetworkSetRecord.count)
  }
}

/// A block of addresses (Format.md, "Networks").
@usableFromInline
package struct NetworkRecord: Sendable {
  @inlinable package static var byteCount: Int { 24 }
  @inlinable package static var high: Int { 0 }
  @inlinable package static var low: Int { 8 }
  @inlinable package static var prefix: Int { 16 }

  /// The block's first address.
  package let base: Address
  let prefix: UInt64

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    base = Address(high: bytes.u64(offset &+ NetworkRecord.high), low: bytes.u64(offset &+ NetworkRecord.low))
    prefix = bytes.u64(offset &+ NetworkRecord.prefix)
  }

  /// Whether `address` is in the block, which the checker has accepted: as ``Network/contains(_:)``, without making one.
  @inline(__always)
  func holds(_ address: Address) -> Bool {
    let leading = min(prefix, 64)
    let high = (address.high ^ base.high) & ~0 << (64 &- leading)
    let low = (address.low ^ base.low) & ~0 << (64 &- (prefix &- leading))
    // A block of IPv6 addresses that IPv4 addresses would be in as well is shorter than what those begin with.
    return high | low == 0 && (prefix >= 96 || !address.isV4)
  }

  /// The block; nil if the prefix is too long.
  package var network: Network? {
    prefix <= 128 ? Network(around: base, prefixLength: UInt8(truncatingIfNeeded: prefix)) : nil
  }
}
