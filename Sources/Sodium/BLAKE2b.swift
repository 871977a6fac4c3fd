internal import CSodium

/// BLAKE2b without a key (RFC 7693).
package enum BLAKE2b {
  /// The 32-byte digest of `message`, which is read where it lies.
  package static func hash256(_ message: Span<UInt8>) -> [UInt8] { hash(message, byteCount: 32) }

  /// The 64-byte digest of `message`, which is read where it lies.
  package static func hash512(_ message: Span<UInt8>) -> [UInt8] { hash(message, byteCount: 64) }

  private static func hash(_ message: Span<UInt8>, byteCount: Int) -> [UInt8] {
    Sodium.initialize()
    var digest = [UInt8](repeating: 0, count: byteCount)
    _ = unsafe message.withPointer { start in
      unsafe crypto_generichash(&digest, byteCount, start, UInt64(message.count), nil, 0)
    }
    return digest
  }
}
