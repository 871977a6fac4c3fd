internal import CSodium

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
  /// The 32-byte digest of `message`.
  package static func hash(_ message: Span<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = unsafe message.withPointer { unsafe crypto_hash_sha256(&digest, $0, UInt64(message.count)) }
    return digest
  }
}
