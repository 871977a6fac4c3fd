package import Sodium

/// The secret that opens what was encrypted to its ``recipient``: `AGE-SECRET-KEY-1…`.
public struct AgeIdentity: Sendable, CustomStringConvertible {
  /// The 32 bytes of the X25519 secret key.
  package let scalar: SecretBytes
  /// The public half.
  public let recipient: AgeRecipient

  /// The identity that the whole of `text`, in ASCII, spells. Its owner has to wipe `text`.
  public init(_ text: Span<UInt8>) throws(AgeKeyFailure) {
    guard !Bech32.recipient.recognises(text) else { throw .otherKind }
    guard let scalar = unsafe SecretBytes.ifValid(count: 32, filling: { unsafe Bech32.identity.decode(text, into: $0) })
    else {
      throw .malformed
    }
    self.init(scalar: scalar)
  }

  /// The identity with this secret key of 32 bytes.
  package init(scalar: SecretBytes) {
    self.scalar = scalar
    self.recipient = AgeRecipient(of: scalar)
  }

  /// Always `<redacted>`.
  public var description: String { "<redacted>" }
}
