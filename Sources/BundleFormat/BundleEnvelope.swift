/// What stands around the payload (Format.md, "The file").
public enum BundleEnvelope {
  /// The untrusted comment of every signature: minisign's own.
  ///
  /// No signature covers it, so if it could be anything, bytes of a bundle could be changed and it would still open.
  public static let untrustedComment: StaticString = "signature from minisign secret key"
}
