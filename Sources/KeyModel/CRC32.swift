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

  /// What eight steps of the division make of a byte: four steps twice, from a table of sixteen words that stays in the
  /// cache.
  private static func table(_ byte: UInt8) -> UInt32 {
    let low = nibbles[Int(byte & 15)]
    return low >> 4 ^ nibbles[Int((low ^ UInt32(byte) >> 4) & 15)]
  }

  private static let nibbles: InlineArray<16, UInt32> = [
    0x0000_0000, 0x1DB7_1064, 0x3B6E_20C8, 0x26D9_30AC, 0x76DC_4190, 0x6B6B_51F4, 0x4DB2_6158, 0x5005_713C,
    0xEDB8_8320, 0xF00F_9344, 0xD6D6_A3E8, 0xCB61_B38C, 0x9B64_C2B0, 0x86D3_D2D4, 0xA00A_E278, 0xBDBD_F21C,
  ]
}
