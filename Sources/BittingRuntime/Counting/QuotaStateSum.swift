internal import Sodium

/// What tells a text of counts that was cut off or changed by accident from a whole one.
enum QuotaStateSum {
  /// The 32 bytes of the BLAKE2b-256 digest of `text`.
  static func of(_ text: Span<UInt8>) -> [UInt8] { BLAKE2b.hash256(text) }
}
