/// The checksum of zlib and of tokens: CRC-32 with the reflected polynomial 0xEDB88320.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
  }

  /// The checksum of `bytes`.
  static func of(_ bytes: Span<UInt8>) -> UInt32 {
    let table = table
    var value: UInt32 = 0xFFFF_FFFF
    for place in bytes.indices {
      value = value >> 8 ^ table[Int((value ^ UInt32(bytes[place])) & 0xFF)]
    }
    return ~value
  }
}
