internal import Sodium

/// An age file whose header has opened and is genuine; its payload is still to be decrypted.
///
/// The file's bytes are not kept: they are handed over again to decrypt, so that nothing is copied.
public struct AgePayload: Sendable {
  private let key: SecretBytes
  private let start: Int
  private let chunks: AgeChunks

  /// How many bytes the payload has when it is decrypted.
  public var plaintextCount: Int { chunks.plaintextCount }

  /// Opens the header of `file`, which is a binary age file and nothing else, with one of `identities`.
  public init(opening file: Span<UInt8>, with identities: [AgeIdentity]) throws(AgeFailure) {
    try self.init(opening: file) { (header) throws(AgeFailure) in try header.fileKey(for: identities) }
  }

  /// Opens the header of `file` with the file key that `unwrap` finds in it.
  package init(
    opening file: Span<UInt8>, unwrap: (AgeHeader) throws(AgeFailure) -> AgeFileKey
  ) throws(AgeFailure) {
    Sodium.initialize()
    let header = try AgeHeader(parsing: file)
    let fileKey = try unwrap(header)
    try header.checkCode(with: fileKey)
    start = header.byteCount + 16
    guard file.count >= start else { throw .malformedHeader }
    guard let chunks = AgeChunks(sealedCount: file.count - start) else { throw .payload }
    self.chunks = chunks
    key = fileKey.payloadKey(nonce: file.extracting(header.byteCount..<start))
  }

  /// Decrypts the payload of the same `file` into `plaintext`, which has exactly ``plaintextCount`` bytes.
  ///
  /// Either all of it is authentic, to the final chunk, or `plaintext` is zeroed and the failure thrown. A file or
  /// a destination of another size is refused alike.
  public func decrypt(_ file: Span<UInt8>, into plaintext: inout MutableSpan<UInt8>) throws(AgeFailure) {
    guard plaintext.count == plaintextCount else { throw .payload }
    let authentic = unsafe plaintext.withUnsafeMutableBufferPointer { plaintext in
      unsafe file.withUnsafeBufferPointer { file in
        guard let decryption = unsafe decryption(of: file, into: plaintext) else { return false }
        decryption.work()
        return decryption.finish()
      }
    }
    guard authentic else { throw .payload }
  }

  /// The decryption of the payload of the same `file` into `plaintext`, not begun yet; nil for a file or a destination of
  /// another size. Both have to be there for as long as anybody works on it.
  package func decryption(
    of file: UnsafeBufferPointer<UInt8>, into plaintext: UnsafeMutableBufferPointer<UInt8>
  ) -> AgeDecryption? {
    guard file.count == start + chunks.sealedCount, plaintext.count == chunks.plaintextCount else { return nil }
    let sealed = unsafe UnsafeBufferPointer(rebasing: file[start...])
    return unsafe AgeDecryption(sealed, chunks, key: key, into: plaintext)
  }

  /// The payload of the same `file`, decrypted.
  public func decrypt(_ file: Span<UInt8>) throws(AgeFailure) -> [UInt8] {
    var plaintext = [UInt8](repeating: 0, count: plaintextCount)
    var destination = plaintext.mutableSpan
    try decrypt(file, into: &destination)
    return plaintext
  }
}

extension AgeHeader {
  /// The file key that the first of `identities` to fit a stanza finds.
  func fileKey(for identities: [AgeIdentity]) throws(AgeFailure) -> AgeFileKey {
    for identity in identities {
      for stanza in stanzas {
        if let fileKey = try identity.unwrap(stanza) { return fileKey }
      }
    }
    throw .noMatch
  }
}
