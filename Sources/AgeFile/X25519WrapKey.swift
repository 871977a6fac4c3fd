internal import CSodium
package import Sodium

/// The key that wraps a file key for one X25519 recipient (C2SP age.md, "The X25519 recipient type").
///
/// Both sides reach it: the writer with the ephemeral secret and the recipient, the reader with its own secret and
/// the ephemeral share.
package enum X25519WrapKey {
  /// `nil` where `point` is of low order, so that the secret would be known to everybody.
  package static func make(
    scalar: SecretBytes, point: Span<UInt8>, share: Span<UInt8>, recipient: Span<UInt8>
  ) -> SecretBytes? {
    guard let shared = sharedSecret(scalar: scalar, point: point) else { return nil }
    let salt = share.array + recipient.array
    let info = [UInt8]("age-encryption.org/v1/X25519")
    return shared.withBytes { HKDFSHA256.key(from: $0, salt: salt.span, info: info.span) }
  }

  private static func sharedSecret(scalar: SecretBytes, point: Span<UInt8>) -> SecretBytes? {
    unsafe SecretBytes.ifValid(count: 32) { shared in
      scalar.withBytes { scalar in
        unsafe scalar.withPointer { scalar in
          unsafe point.withPointer { point in unsafe crypto_scalarmult(shared, scalar, point) == 0 }
        }
      }
    }
  }
}
