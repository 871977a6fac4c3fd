public import AgeFile
internal import Sodium

/// Writes binary age files (C2SP age.md).
public enum AgeSealing {
  /// An age file of `plaintext` that each of `recipients` can open.
  ///
  /// File key, ephemeral keys and nonce are drawn from `generator` and used for this file only. Reads `plaintext`
  /// where it lies and allocates the result once, with room for `spare` bytes that the caller adds.
  public static func seal(
    _ plaintext: Span<UInt8>, to recipients: [AgeRecipient], spare: Int = 0,
    using generator: inout some RandomNumberGenerator
  ) throws(AgeSealFailure) -> [UInt8] {
    guard !recipients.isEmpty else { throw .noRecipients }
    guard recipients.count <= AgeLimits.stanzaCount else { throw .tooManyRecipients }
    let fileKey = AgeFileKey(generator.secretBytes(count: 16))
    var stanzas: [AgeStanza] = []
    for (index, recipient) in recipients.enumerated() {
      guard let stanza = recipient.wrap(fileKey, using: &generator) else { throw .weakRecipient(index: index) }
      stanzas.append(stanza)
    }
    let nonce = generator.bytes(count: 16)
    let head = AgeHeader(stanzas: stanzas, fileKey: fileKey).text + nonce
    return encrypt(plaintext, behind: head, key: fileKey.payloadKey(nonce: nonce.span), spare: spare)
  }

  private static func encrypt(
    _ plaintext: Span<UInt8>, behind head: [UInt8], key: SecretBytes, spare: Int
  ) -> [UInt8] {
    let chunks = AgeChunks(plaintextCount: plaintext.count)
    let size = head.count + chunks.sealedCount
    return unsafe [UInt8](unsafeUninitializedCapacity: size + spare) { file, count in
      _ = unsafe file.initialize(from: head)
      guard let payload = unsafe file.baseAddress.map({ unsafe $0 + head.count }) else { return }
      key.withBytes { key in
        for number in 0..<chunks.count {
          unsafe ChaCha.seal(
            plaintext.extracting(chunks.plaintextRange(of: number)), key: key, nonce: chunks.nonce(of: number),
            into: payload + chunks.sealedRange(of: number).lowerBound)
        }
      }
      count = size
    }
  }
}
