internal import CSodium

/// HMAC with SHA-256 (RFC 2104).
package enum HMACSHA256 {
  /// The 32-byte code of `message` followed by `suffix` under `key`, which may have any length.
  package static func code(
    for message: Span<UInt8>, followedBy suffix: UInt8? = nil, key: Span<UInt8>
  ) -> SecretBytes {
    unsafe SecretBytes(count: 32) { code in
      var state = crypto_auth_hmacsha256_state()
      _ = unsafe key.withPointer { unsafe crypto_auth_hmacsha256_init(&state, $0, key.count) }
      _ = unsafe message.withPointer { unsafe crypto_auth_hmacsha256_update(&state, $0, UInt64(message.count)) }
      if var suffix { _ = unsafe crypto_auth_hmacsha256_update(&state, &suffix, 1) }
      unsafe crypto_auth_hmacsha256_final(&state, code)
      // The state holds the key's two pads.
      unsafe sodium_memzero(&state, MemoryLayout.size(ofValue: state))
    }
  }
}
