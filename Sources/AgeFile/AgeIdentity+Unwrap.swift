internal import Sodium

extension AgeIdentity {
  /// The file key in `stanza`, or `nil` where the stanza is of another type or for another recipient.
  ///
  /// A stanza of our type with a flaw is refused, whomever it is for (C2SP age.md, "The X25519 recipient type").
  package func unwrap(_ stanza: AgeStanza) throws(AgeFailure) -> AgeFileKey? {
    guard stanza.isOf(type: "X25519") else { return nil }
    guard stanza.arguments.count == 2, let share = Self.share(in: stanza.arguments[1]),
      // The length is judged before anything is decrypted: a body that two keys open would tell who has which.
      stanza.body.count == 32,
      let wrapKey = X25519WrapKey.make(
        scalar: scalar, point: share.span, share: share.span, recipient: recipient.key.span)
    else { throw .malformedHeader }
    // A wrap key serves once, so its nonce may be zero.
    let nonce = ChaChaNonce()
    let fileKey = unsafe SecretBytes.ifValid(count: 16) { fileKey in
      wrapKey.withBytes { unsafe ChaCha.open(stanza.body.span, key: $0, nonce: nonce, into: fileKey) }
    }
    return fileKey.map(AgeFileKey.init)
  }

  private static func share(in argument: [UInt8]) -> [UInt8]? {
    guard let share = Base64.unpadded.decode(argument.span), share.count == 32 else { return nil }
    return share
  }
}
