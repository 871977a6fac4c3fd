/// How much a bundle may hold. The writer refuses to make more, the reader refuses to take more.
public enum BundleLimits {
  /// Bytes of a payload: 4 GiB.
  public static let payloadBytes = 1 << 32
  /// Bytes of a whole file: the payload, the tags of its chunks, the age header and the signatures.
  public static let fileBytes = payloadBytes + (1 << 21)
  /// Signatures on one file.
  public static let signatures = 16
  /// Keys.
  public static let keys = 16_000_000
  /// Resources of one service.
  public static let resources = 4_096
  /// Levels of the ladder.
  public static let levels = 64
  /// Routes.
  public static let routes = 65_536
  /// Key types.
  public static let types = 255
  /// Distinct sets of grants, of networks and of limits, each.
  public static let sets = (1 << 24) - 1
  /// Bytes of a resource's or a level's name.
  public static let nameBytes = 64
  /// UTF-8 bytes of one text.
  public static let textBytes = 65_535
  /// Digests of one revocation list, and of all lists that a validator has accepted.
  public static let revocations = 16_000_000
  /// Bytes of a revocation list: its lines and the signatures.
  public static let revocationFileBytes = revocations * DigestLines.lineByteCount + (1 << 21)
}
