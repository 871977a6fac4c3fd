/// The bytes of a path.
public enum PathCharacter {
  /// Whether `byte` may stand in a path segment as itself: `pchar` of RFC 3986, section 3.3, without `;`.
  @inlinable public static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true  // digits and letters
    case 0x2D, 0x2E, 0x5F, 0x7E: true  // - . _ ~
    case 0x21, 0x24, 0x26...0x2C, 0x3D: true  // ! $ & ' ( ) * + , =
    case 0x3A, 0x40: true  // : @
    default: false
    }
  }

  /// Whether `byte` never needs a percent-escape, so that escaping it can only hide it: `unreserved` of RFC 3986,
  /// section 2.3.
  @inlinable public static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }
}
