package import KeyModel

/// A handle in 48 bits: eight digits of six bits, the first the highest, each one more than its base62 value; 0 is no
/// handle.
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

  /// The handle of `code`; nil for 0.
  package static func handle(_ code: UInt64) -> Handle? {
    guard code != 0 else { return nil }
    var packed: UInt64 = 0
    for shift in stride(from: UInt64(42), through: 0, by: -6) {
      packed = packed << 8 | UInt64(Base62.character(UInt8(code >> shift & 63) &- 1))
    }
    return Handle(unchecked: packed)
  }

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
