internal import Sodium

/// The running checksum of a Bech32 text (BIP 173, "Checksum"), fed five bits at a time.
struct Bech32Checksum {
  private var value: UInt32 = 1

  /// A checksum that has taken in a prefix, in lower case as the format has it.
  init(prefix: StaticString) {
    let lowercase = [UInt8](prefix).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    for byte in lowercase { absorb(byte >> 5) }
    absorb(0)
    for byte in lowercase { absorb(byte & 31) }
  }

  /// Takes in the next five bits.
  mutating func absorb(_ group: UInt8) {
    let top = value >> 25
    value = (value & 0x1FF_FFFF) << 5 ^ UInt32(group)
    let generators: [5 of UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    for index in 0..<5 where top >> UInt32(index) & 1 == 1 { value ^= generators[index] }
  }

  /// Whether what was taken in ended with its own checksum.
  var isComplete: Bool { value == 1 }

  /// The six groups that complete what was taken in.
  consuming func finished() -> [UInt8] {
    for _ in 0..<6 { absorb(0) }
    let remainder = value ^ 1
    return (0..<6).map { UInt8(truncatingIfNeeded: remainder >> UInt32(5 * (5 - $0))) & 31 }
  }
}
