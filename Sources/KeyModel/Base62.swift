/// The digits of tokens: `0-9A-Za-z`.
public enum Base62 {
  /// The character of `digit`, which is below 62; `0` for anything else.
  public static func character(_ digit: UInt8) -> UInt8 {
    switch digit {
    case 0..<10: 0x30 + digit
    case 10..<36: 0x41 + digit - 10
    case 36..<62: 0x61 + digit - 36
    default: 0x30
    }
  }

  /// One random digit, each equally likely: bytes of 248 and above, which would favour the first digits, are drawn again.
  public static func randomCharacter(using generator: inout some RandomNumberGenerator) -> UInt8 {
    while true {
      let byte = UInt8(truncatingIfNeeded: generator.next())
      if byte < 248 { return character(byte % 62) }
    }
  }
}
