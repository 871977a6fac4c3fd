internal import Sodium

/// What tells a text of counts that was cut off or changed by accident from a whole one.
enum QuotaStateSum {
  /// The 64 digits of the BLAKE2b-256 digest of `text`.
  static func digits(of text: Span<UInt8>) -> [UInt8] { Hex.encode(BLAKE2b.hash256(text).span) }
}
