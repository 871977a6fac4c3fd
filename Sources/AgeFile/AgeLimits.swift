/// What a header may have at most; the format itself names no bounds.
public enum AgeLimits {
  /// Bytes of a header, from the version line to the LF of its last line.
  public static let headerByteCount = 131_072
  /// Stanzas in a header.
  public static let stanzaCount = 256
  /// Bytes of a file of identities.
  public static let identityFileByteCount = 65_536
}
