internal import BundleFormat
internal import KeyModel
public import Minisign

/// The bytes of a bundle file, cut into its parts; nothing is believed yet.
public struct SealedBundle: ~Escapable {
  /// The signatures, and the age file, which is what they sign.
  let file: SignedFile

  /// The parts of `file`; fails with `too-large`, `malformed` or `unsigned`.
  @_lifetime(copy file)
  public init(parsing file: Span<UInt8>) throws(OpenFailure) {
    guard file.count <= BundleLimits.fileBytes else { throw .tooLarge }
    self.file = try SignedFile(parsing: file, orBare: SealedBundle.isAge)
  }

  /// The signatures at its head, one at least, all with the same trusted comment.
  public var signatures: [MinisignSignature] { file.signatures }

  private static func isAge(_ file: Span<UInt8>) -> Bool {
    let magic: StaticString = "age-encryption.org/"
    return file.count >= magic.utf8CodeUnitCount
      && file.extracting(0..<magic.utf8CodeUnitCount).equals(magic)
  }
}
