/// CRC-32 with the polynomial of zlib and PNG (ISO 3309, reflected 0xEDB88320).
public struct CRC32: Sendable {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of nothing yet.
  public init() {}

  /// Takes one more byte in.
  public mutating func update(_ byte: UInt8) {
    state = CRC32.table(0, state ^ UInt32(byte)) ^ state >> 8
  }

  /// The checksum of all bytes so far.
  public var value: UInt32 { state ^ 0xFFFF_FFFF }

  /// The checksum of `bytes`.
  public static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
    var crc = CRC32()
    var index = 0
    while bytes.count - index >= 8 {
      crc.update(word(bytes, index), word(bytes, index + 4))
      index += 8
    }
    while index < bytes.count {
      crc.update(bytes[index])
      index += 1
    }
    return crc.value
  }

  /// Takes eight more bytes in, as two little-endian words; the look-ups do not wait for one another.
  ///
  /// Source: Kounavis and Berry, "A Systematic Approach to Building High Performance, Software-based, CRC Generators".
  private mutating func update(_ first: UInt32, _ second: UInt32) {
    let first = first ^ state
    let one = CRC32.table(7, first) ^ CRC32.table(6, first >> 8) ^ CRC32.table(5, first >> 16)
    let two = CRC32.table(4, first >> 24) ^ CRC32.table(3, second) ^ CRC32.table(2, second >> 8)
    state = one ^ two ^ CRC32.table(1, second >> 16) ^ CRC32.table(0, second >> 24)
  }

  private static func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt32 {
    let (low, high) = (
      UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8, UInt32(bytes[index + 2]) | UInt32(bytes[index + 3]) << 8
    )
    return low | high << 16
  }

  /// What a byte, the lowest of `value`, comes to when `distance` bytes follow it.
  private static func table(_ distance: Int, _ value: UInt32) -> UInt32 {
    tables[distance << 8 | Int(value & 255)]
  }

  /// Eight tables of 256 words, for bytes that 0 to 7 others follow.
  private static let tables: InlineArray<2_048, UInt32> = {
    var tables = InlineArray<2_048, UInt32>(repeating: 0)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
      tables[byte] = value
    }
    for index in 256..<2_048 {
      let value = tables[index - 256]
      tables[index] = value >> 8 ^ tables[Int(value & 255)]
    }
    return tables
  }()
}
