internal import CSodium
internal import Sodium

extension MinisignSignature {
  /// Returns where `key` has signed the file of this `prehash` together with ``trustedComment``, and throws else.
  ///
  /// The key id is compared first, so that "somebody else's" is told from "forged or damaged".
  public func verify(_ prehash: MinisignPrehash, with key: MinisignPublicKey) throws(MinisignFailure) {
    Sodium.initialize()
    guard keyID == key.keyID else { throw .otherKey }
    guard Self.isValid(signature.span, over: prehash.digest.span, by: key) else { throw .badSignature }
    guard coversTrustedComment(by: key) else { throw .badTrustedComment }
  }

  /// Whether `key` has signed ``trustedComment``, whatever file it is beside: half of what ``verify(_:with:)`` asks for,
  /// without a look at the file.
  package func coversTrustedComment(by key: MinisignPublicKey) -> Bool {
    Sodium.initialize()
    let covered = signature + trustedComment
    return keyID == key.keyID && Self.isValid(globalSignature.span, over: covered.span, by: key)
  }

  private static func isValid(
    _ signature: Span<UInt8>, over message: Span<UInt8>, by key: MinisignPublicKey
  ) -> Bool {
    unsafe signature.withPointer { signature in
      unsafe message.withPointer { bytes in
        unsafe key.key.span.withPointer { key in
          unsafe crypto_sign_verify_detached(signature, bytes, UInt64(message.count), key) == 0
        }
      }
    }
  }
}
