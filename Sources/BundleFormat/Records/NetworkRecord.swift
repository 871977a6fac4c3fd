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

  /// Whether `address` is in the block, as ``Network/contains(_:)`` tells it, without making one.
  ///
  /// Invariant: the checker saw that the prefix has 128 bits at most, and that no bit is set after it.
  @inline(__always)
  func holds(_ address: Address) -> Bool {
    let leading = min(prefix, 64)
    let high = (address.high ^ base.high) & ~0 << (64 &- leading)
    let low = (address.low ^ base.low) & ~0 << (64 &- (prefix &- leading))
    // Only a block with a prefix of 96 or more can be one of IPv4 addresses; the others hold none.
    return high | low == 0 && (prefix >= 96 || !address.isV4)
  }

  /// The block; nil if the prefix is too long.
  package var network: Network? {
    prefix <= 128 ? Network(around: base, prefixLength: UInt8(truncatingIfNeeded: prefix)) : nil
  }
}
