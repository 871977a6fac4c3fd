package import AgeFile
internal import Sodium

extension AgeRecipient {
  /// A stanza in which this recipient finds `fileKey`, under an ephemeral key of its own; `nil` where the recipient
  /// is a point of low order (C2SP age.md, "The X25519 recipient type").
  package func wrap(_ fileKey: AgeFileKey, using generator: inout some RandomNumberGenerator) -> AgeStanza? {
    let ephemeral = AgeIdentity.generate(using: &generator)
    let share = ephemeral.recipient.key
    guard
      let wrapKey = X25519WrapKey.make(
        scalar: ephemeral.scalar, point: key.span, share: share.span, recipient: key.span)
    else { return nil }
    var body = [UInt8](repeating: 0, count: 16 + ChaCha.tagByteCount)
    fileKey.withBytes { fileKey in
      wrapKey.withBytes { unsafe ChaCha.seal(fileKey, key: $0, nonce: ChaChaNonce(), into: &body) }
    }
    return AgeStanza(arguments: [Array("X25519".utf8), Base64.unpadded.encode(share.span)], body: body)
  }
}

extension AgeRecipient {
  /// Whether only its identity can open what is sealed to it: not so for the few points of low order, with which every
  /// secret is the same one.
  package var hidesWhatItReceives: Bool {
    let scalar = [UInt8](repeating: 1, count: 32)
    return X25519WrapKey.make(
      scalar: SecretBytes(copying: scalar.span), point: key.span, share: key.span, recipient: key.span) != nil
  }
}
