/// Numbers in the digits `0-9A-Za-z`, as the checksum of a token is written.
enum Base62 {
  /// What one digit is worth; nil for another byte.
  static func value(of digit: UInt8) -> UInt64? {
    switch digit {
    case 0x30...0x39: UInt64(digit - 0x30)
    case 0x41...0x5A: UInt64(digit - 0x41 + 10)
    case 0x61...0x7A: UInt64(digit - 0x61 + 36)
    default: nil
    }
  }

  /// The number that `digits`, at most ten of them, stand for; nil where it needs more than 32 bits.
  static func number(_ digits: Span<UInt8>) -> UInt32? {
    var number: UInt64 = 0
    for place in digits.indices {
      guard let value = value(of: digits[place]) else { return nil }
      number = number * 62 + value
    }
    return UInt32(exactly: number)
  }
}
