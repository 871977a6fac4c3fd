internal import CSodium
internal import Sodium

/// ChaCha20-Poly1305 (RFC 8439) without additional data.
package enum ChaCha {
  /// How many bytes a sealed message has more than the message.
  package static let tagByteCount = 16

  /// Writes the message in `sealed` to `message`; `false`, with zeroes written, where it is not authentic.
  ///
  /// `key` has 32 bytes, `message` has room for what `sealed` has without its tag.
  package static func open(
    _ sealed: Span<UInt8>, key: Span<UInt8>, nonce: ChaChaNonce, into message: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    unsafe sealed.withPointer { bytes in
      unsafe key.withPointer { key in
        unsafe nonce.withPointer { nonce in
          unsafe crypto_aead_chacha20poly1305_ietf_decrypt(
            message, nil, nil, bytes, UInt64(sealed.count), nil, 0, nonce, key) == 0
        }
      }
    }
  }

  /// Writes `message`, encrypted, and its tag to `sealed`, which has room for both.
  package static func seal(
    _ message: Span<UInt8>, key: Span<UInt8>, nonce: ChaChaNonce, into sealed: UnsafeMutablePointer<UInt8>
  ) {
    unsafe message.withPointer { bytes in
      unsafe key.withPointer { key in
        unsafe nonce.withPointer { nonce in
          _ = unsafe crypto_aead_chacha20poly1305_ietf_encrypt(
            sealed, nil, bytes, UInt64(message.count), nil, 0, nil, nonce, key)
        }
      }
    }
  }
}
