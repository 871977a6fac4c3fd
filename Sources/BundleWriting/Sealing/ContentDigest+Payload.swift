public import BundleFormat
internal import Sodium

extension ContentDigest {
  /// The digest of `payload`: BLAKE2b-256.
  public init(of payload: Span<UInt8>) {
    self.init(unchecked: BLAKE2b.hash256(payload))
  }
}
