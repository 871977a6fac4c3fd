/// What the lines of a signature may have at most, in bytes; the reference implementation has the same.
public enum MinisignLimits {
  /// An untrusted comment.
  public static let untrustedCommentByteCount = 1024
  /// A trusted comment.
  public static let trustedCommentByteCount = 8192
}
