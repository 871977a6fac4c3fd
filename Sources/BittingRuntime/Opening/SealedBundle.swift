internal import BundleFormat
internal import KeyModel
public import Minisign

/// The bytes of a bundle file, cut into its parts; nothing is believed yet.
public struct SealedBundle: ~Escapable {
  /// The signatures at its head, one at least, all with the same trusted comment.
  public let signatures: [MinisignSignature]
  /// The age file, which is what they sign.
  let ciphertext: Span<UInt8>

  /// The parts of `file`; fails with `too-large`, `malformed` or `unsigned`.
  @_lifetime(copy file)
  public init(parsing file: Span<UInt8>) throws(OpenFailure) {
    guard file.count <= BundleLimits.fileBytes else { throw .tooLarge }
    let head = try SealedBundle.signatures(atHeadOf: file)
    guard !head.signatures.isEmpty else { throw SealedBundle.isAge(file) ? .unsigned : .malformed }
    guard head.signatures.allSatisfy({ SealedBundle.isAlike($0, head.signatures[0]) }) else { throw .malformed }
    signatures = head.signatures
    ciphertext = file.extracting(head.byteCount..<file.count)
  }

  private static func signatures(atHeadOf file: Span<UInt8>) throws(OpenFailure) -> MinisignSignatures {
    do {
      return try MinisignSignatures(atHeadOf: file, limit: BundleLimits.signatures)
    } catch {
      throw .malformed
    }
  }

  /// Whether `signature` says the same as `other`, and nothing that it does not cover.
  private static func isAlike(_ signature: MinisignSignature, _ other: MinisignSignature) -> Bool {
    signature.trustedComment == other.trustedComment
      && signature.untrustedComment.span.equals(BundleEnvelope.untrustedComment)
  }

  private static func isAge(_ file: Span<UInt8>) -> Bool {
    let magic: StaticString = "age-encryption.org/"
    return file.count >= magic.utf8CodeUnitCount
      && file.extracting(0..<magic.utf8CodeUnitCount).equals(magic)
  }
}
