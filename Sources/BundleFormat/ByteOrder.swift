/// How two texts compare by their bytes.
package enum ByteOrder {
  case before, same, after
}

/// The order of `one` and `other` by their bytes; a text comes before those that it begins.
package func order(_ one: Span<UInt8>, _ other: Span<UInt8>) -> ByteOrder {
  let (one, other) = unsafe (one.bytes, other.bytes)
  let shared = min(one.byteCount, other.byteCount)
  var index = 0
  while shared &- index > 8 {
    let (own, others) = (one.bigU64(index), other.bigU64(index))
    guard own == others else { return own < others ? .before : .after }
    index &+= 8
  }
  let (own, others) = (one.lastBytes(of: shared), other.lastBytes(of: shared))
  guard own == others else { return own < others ? .before : .after }
  if one.byteCount == other.byteCount { return .same }
  return one.byteCount < other.byteCount ? .before : .after
}

/// Whether `one` and `other` are the same bytes.
package func isSame(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
  guard one.count == other.count else { return false }
  let (one, other) = unsafe (one.bytes, other.bytes)
  var index = 0
  while one.byteCount &- index > 8 {
    guard one.bigU64(index) == other.bigU64(index) else { return false }
    index &+= 8
  }
  return one.lastBytes(of: one.byteCount) == other.lastBytes(of: one.byteCount)
}

/// A hash of short texts, for tables that nobody fills who should not: it withstands no attack.
enum TextHash {
  /// The hash of `text`, mixed with that of what came before.
  static func hash(_ text: Span<UInt8>, after seed: UInt64 = 0) -> UInt64 {
    let bytes = unsafe text.bytes
    var hash = seed ^ UInt64(truncatingIfNeeded: bytes.byteCount)
    var index = 0
    while bytes.byteCount &- index > 8 {
      hash = mixed(hash ^ bytes.u64(index))
      index &+= 8
    }
    return mixed(hash ^ bytes.lastBytes(of: bytes.byteCount))
  }

  @inline(__always)
  private static func mixed(_ hash: UInt64) -> UInt64 {
    let product = hash.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

extension RawSpan {
  /// The last eight of the first `count` bytes, as a number that orders as those of other texts with as many bytes; all of
  /// them where they are fewer.
  @inline(__always)
  fileprivate func lastBytes(of count: Int) -> UInt64 {
    if count >= 8 { return bigU64(count &- 8) }
    if count >= 4 { return UInt64(u32(0).byteSwapped) << 32 | UInt64(u32(count &- 4).byteSwapped) }
    guard count > 0 else { return 0 }
    // The first, the middle and the last byte, some of which are one.
    return UInt64(u8(0)) << 16 | UInt64(u8(count &>> 1)) << 8 | UInt64(u8(count &- 1))
  }
}
