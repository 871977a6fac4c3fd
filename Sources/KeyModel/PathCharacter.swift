/// The bytes of a path.
public enum PathCharacter {
  /// Whether `byte` may stand in a path segment as itself: `pchar` of RFC 3986, section 3.3, without `;`.
  ///
  /// Digits and letters, `-._~`, `!$&'()*+,=`, `:@`.
  @inlinable
  public static func isLiteral(_ byte: UInt8) -> Bool {
    byte < 128 && isIn(byte < 64 ? 0x27FF_7FD2_0000_0000 : 0x47FF_FFFE_87FF_FFFF, byte)
  }

  /// Whether `byte` never needs a percent-escape, so that escaping it can only hide it: `unreserved` of RFC 3986,
  /// section 2.3.
  ///
  /// Digits and letters, `-._~`.
  @inlinable
  public static func isUnreserved(_ byte: UInt8) -> Bool {
    byte < 128 && isIn(byte < 64 ? 0x03FF_6000_0000_0000 : 0x47FF_FFFE_87FF_FFFE, byte)
  }

  /// Whether the bit of `byte` is set in `bits`, which are those of the 64 bytes that begin as it does.
  @inlinable
  static func isIn(_ bits: UInt64, _ byte: UInt8) -> Bool { bits &>> UInt64(byte) & 1 == 1 }
}
