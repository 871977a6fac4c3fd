package import Sodium

/// The secret of one age file, 16 bytes, of which all its other keys are made.
package struct AgeFileKey: Sendable {
  private let bytes: SecretBytes

  /// A file key of these 16 bytes.
  package init(_ bytes: SecretBytes) {
    self.bytes = bytes
  }

  /// The code of a header whose text up to and including `---` is `text` (C2SP age.md, "Header MAC").
  package func headerCode(of text: Span<UInt8>) -> SecretBytes {
    let none: [UInt8] = []
    let info = [UInt8]("header")
    return bytes.withBytes { HKDFSHA256.key(from: $0, salt: none.span, info: info.span) }
      .withBytes { HMACSHA256.code(for: text, key: $0) }
  }

  /// The key of the payload behind `nonce`, 16 bytes (C2SP age.md, "Payload").
  package func payloadKey(nonce: Span<UInt8>) -> SecretBytes {
    let info = [UInt8]("payload")
    return bytes.withBytes { HKDFSHA256.key(from: $0, salt: nonce, info: info.span) }
  }

  /// Lends the bytes to `body`.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    bytes.withBytes(body)
  }
}
