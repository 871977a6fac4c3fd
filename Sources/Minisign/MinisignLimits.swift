/// What the comments of a signature may have at most, in bytes and without their labels.
///
/// The reference implementation has the same numbers, but counts label and line end too.
public enum MinisignLimits {
  /// An untrusted comment.
  public static let untrustedCommentByteCount = 1024
  /// A trusted comment.
  public static let trustedCommentByteCount = 8192
}
