internal import CSodium
package import Sodium

/// Whom an age file can be encrypted to: an X25519 public key, `age1…` (C2SP age.md, "The X25519 recipient type").
public struct AgeRecipient: Hashable, Sendable, CustomStringConvertible {
  /// The 32 bytes of the public key.
  package let key: [UInt8]

  /// The recipient that the whole of `text` spells.
  public init(_ text: String) throws(AgeKeyFailure) {
    let bytes = Array(text.utf8)
    try self.init(bytes.span)
  }

  /// The recipient that the whole of `text`, in ASCII, spells.
  public init(_ text: Span<UInt8>) throws(AgeKeyFailure) {
    guard !Bech32.identity.recognises(text) else { throw .otherKind }
    var key = [UInt8](repeating: 0, count: 32)
    guard unsafe Bech32.recipient.decode(text, into: &key) else { throw .malformed }
    self.key = key
  }

  /// The recipient of the identity with this secret `scalar`.
  package init(of scalar: SecretBytes) {
    var key = [UInt8](repeating: 0, count: 32)
    scalar.withBytes { scalar in
      _ = unsafe scalar.withPointer { unsafe crypto_scalarmult_base(&key, $0) }
    }
    self.key = key
  }

  /// `age1…`
  public var description: String {
    var text: [UInt8] = []
    Bech32.recipient.encode(key.span) { text.append($0) }
    return String(decoding: text, as: UTF8.self)
  }
}
