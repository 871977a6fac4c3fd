/// Writes paths as URI references (RFC 3986).
public enum URIText {
  /// `path`, relative and with `/` between its parts, with every byte percent-encoded that is not unreserved.
  ///
  /// A `:` is encoded too, so that no first part is taken for a scheme. A part `..` stays: the caller vouches for the
  /// path being inside the root.
  public static func path(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let encoded = path.utf8.reduce(into: [UInt8]()) { bytes, byte in
      if isKept(byte) {
        bytes.append(byte)
      } else {
        bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  private static func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: true
    default: false
    }
  }
}
