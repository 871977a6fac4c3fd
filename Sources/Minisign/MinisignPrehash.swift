internal import Sodium

/// What a signature is made over: the BLAKE2b-512 digest of a file.
///
/// Computed once, it serves all the signatures of the file.
public struct MinisignPrehash: Hashable, Sendable {
  /// The 64 bytes of the digest.
  package let digest: [UInt8]

  /// Hashes `file` where it lies.
  public init(of file: Span<UInt8>) {
    digest = BLAKE2b.hash512(file)
  }
}
