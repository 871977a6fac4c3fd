internal import BundleFormat
internal import KeyModel
public import Minisign

/// The bytes of a revocation list, cut into its parts; nothing is believed yet.
public struct SealedRevocations: ~Escapable {
  /// The signatures, and the lines, which are what they sign.
  let file: SignedFile

  /// The parts of `file`; fails with `too-large`, `malformed` or `unsigned`.
  @_lifetime(copy file)
  public init(parsing file: Span<UInt8>) throws(OpenFailure) {
    guard file.count <= BundleLimits.revocationFileBytes else { throw .tooLarge }
    self.file = try SignedFile(parsing: file, orBare: SealedRevocations.isLine)
  }

  /// The signatures at its head, one at least, all with the same trusted comment.
  public var signatures: [MinisignSignature] { file.signatures }

  /// Whether the first line is a digest.
  private static func isLine(_ file: Span<UInt8>) -> Bool {
    file.count >= DigestLines.lineByteCount
      && DigestLines.digests(in: file.extracting(0..<DigestLines.lineByteCount)) != nil
  }
}
