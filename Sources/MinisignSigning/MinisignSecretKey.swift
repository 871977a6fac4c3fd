internal import CSodium
public import Minisign
package import Sodium

/// Who signs: an Ed25519 secret key with its key id.
public struct MinisignSecretKey: Sendable, CustomStringConvertible {
  /// The public half.
  public let publicKey: MinisignPublicKey
  /// Seed and public key, 64 bytes, as libsodium keeps a secret key.
  package let key: SecretBytes

  /// A new key with a new key id, drawn from `generator`.
  public static func generate(using generator: inout some RandomNumberGenerator) -> MinisignSecretKey {
    let keyID = generator.bytes(count: 8)
    let seed = generator.secretBytes(count: 32)
    return seed.withBytes { MinisignSecretKey(keyID: MinisignKeyID(keyID.span), seed: $0) }
  }

  /// The key with this seed of 32 bytes.
  package init(keyID: MinisignKeyID, seed: Span<UInt8>) {
    var publicKey = [UInt8](repeating: 0, count: 32)
    key = unsafe SecretBytes(count: 64) { key in
      _ = unsafe seed.withPointer { unsafe crypto_sign_seed_keypair(&publicKey, key, $0) }
    }
    self.publicKey = MinisignPublicKey(keyID: keyID, key: publicKey)
  }

  /// Always `<redacted>`.
  public var description: String { "<redacted>" }
}
