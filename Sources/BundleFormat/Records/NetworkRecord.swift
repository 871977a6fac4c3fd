package import KeyModel

/// Networks that keys share (Format.md, "Networks").
package struct NetworkSetRecord: Sendable {
  package static let byteCount = 8
  package static let first = 0
  package static let count = 4

  /// The number of the first network.
  package let first: UInt32
  /// How many networks there are.
  package let count: UInt32

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    first = bytes.u32(offset + NetworkSetRecord.first)
    count = bytes.u32(offset + NetworkSetRecord.count)
  }
}

/// A block of addresses (Format.md, "Networks").
package struct NetworkRecord: Sendable {
  package static let byteCount = 24
  package static let high = 0
  package static let low = 8
  package static let prefix = 16

  /// The block's first address.
  package let base: Address
  let prefix: UInt64

  @inline(__always)
  init(_ bytes: RawSpan, at offset: Int) {
    base = Address(high: bytes.u64(offset + NetworkRecord.high), low: bytes.u64(offset + NetworkRecord.low))
    prefix = bytes.u64(offset + NetworkRecord.prefix)
  }

  /// The block; nil if the prefix is too long.
  package var network: Network? {
    prefix <= 128 ? Network(around: base, prefixLength: UInt8(truncatingIfNeeded: prefix)) : nil
  }
}
