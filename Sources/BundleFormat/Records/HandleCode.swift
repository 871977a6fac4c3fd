package import KeyModel

/// A handle in 48 bits: eight digits of six bits, the first the highest, each one more than its base62 value; 0 is no
/// handle.
@usableFromInline
package enum HandleCode {
  /// The code of `handle`.
  package static func code(_ handle: Handle?) -> UInt64 {
    guard let handle else { return 0 }
    var code: UInt64 = 0
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      code = code << 6 | digit(UInt8(truncatingIfNeeded: handle.packed >> shift))
    }
    return code
  }

  /// The handle of `code`, which is valid; nil for 0.
  package static func handle(_ code: UInt64) -> Handle? {
    guard code != 0 else { return nil }
    // Each step moves the upper half of what lies together away from the lower one, until each digit has a byte.
    var digits = (code & 0xFFFF_FF00_0000) &<< 8 | (code & 0xFF_FFFF)
    digits = (digits & 0x00FF_F000_00FF_F000) &<< 4 | (digits & 0x0000_0FFF_0000_0FFF)
    digits = (digits & 0x0FC0_0FC0_0FC0_0FC0) &<< 2 | (digits & 0x003F_003F_003F_003F)
    let values = digits &- eachByte
    // Upper-case letters begin seven characters after the digits end, lower-case ones six after those.
    let letters = (values &+ (128 - 10) &* eachByte) &>> 7 & eachByte
    let lowerCase = (values &+ (128 - 36) &* eachByte) &>> 7 & eachByte
    return Handle(unchecked: values &+ 0x30 &* eachByte &+ 7 &* letters &+ 6 &* lowerCase)
  }

  /// One in each byte.
  private static var eachByte: UInt64 { 0x0101_0101_0101_0101 }

  /// Whether `code`, of 48 bits, is 0 or has eight digits.
  static func isValid(_ code: UInt64) -> Bool {
    code == 0 || (hasNoZero(code) && hasNoZero(~code & 0xFFFF_FFFF_FFFF))
  }

  /// Whether none of the eight digits of `code` is 0: taking one from each borrows a highest bit only from those.
  private static func hasNoZero(_ code: UInt64) -> Bool {
    (code &- 0x0410_4104_1041) & ~code & 0x8208_2082_0820 == 0
  }

  private static func digit(_ character: UInt8) -> UInt64 {
    switch character {
    case 0x30...0x39: UInt64(character) - 0x30 + 1
    case 0x41...0x5A: UInt64(character) - 0x41 + 11
    default: UInt64(character) - 0x61 + 37
    }
  }
}
