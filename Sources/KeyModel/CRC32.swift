/// CRC-32 with the polynomial of zlib and PNG (ISO 3309, reflected 0xEDB88320).
public struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of nothing yet.
  public init() {}

  /// Takes one more byte in.
  public mutating func update(_ byte: UInt8) {
    let low = CRC32.table(UInt8(truncatingIfNeeded: state ^ UInt32(byte)))
    state = low ^ (state >> 8)
  }

  /// The checksum of all bytes so far.
  public var value: UInt32 { state ^ 0xFFFF_FFFF }

  /// The checksum of `bytes`.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    var crc = CRC32()
    for index in bytes.indices { crc.update(bytes[index]) }
    return crc.value
  }

  /// Eight steps of the division, half a byte at a time: the table is sixteen words, which stay in the cache.
  private static func table(_ byte: UInt8) -> UInt32 {
    let low = nibbles(UInt32(byte) & 15)
    return low >> 4 ^ nibbles((low ^ UInt32(byte) >> 4) & 15)
  }

  private static func nibbles(_ index: UInt32) -> UInt32 {
    var value = index
    for _ in 0..<4 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    return value
  }
}
