/// HKDF with SHA-256 (RFC 5869), for keys of exactly 32 bytes: one block of the expansion.
package enum HKDFSHA256 {
  /// The 32-byte key for `info`, derived from `secret` and `salt`.
  package static func key(from secret: Span<UInt8>, salt: Span<UInt8>, info: Span<UInt8>) -> SecretBytes {
    HMACSHA256.code(for: secret, key: salt).withBytes { pseudorandomKey in
      HMACSHA256.code(for: info, followedBy: 1, key: pseudorandomKey)
    }
  }
}
