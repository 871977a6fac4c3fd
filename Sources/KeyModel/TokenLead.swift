/// What a project's tokens begin with in one environment, `shop_live_`, made ready to be compared with many tokens.
package struct TokenLead: BitwiseCopyable, Sendable {
  private let count: Int
  // Up to 32 bytes in words, and which bits of those are of the lead.
  private let words: (UInt64, UInt64, UInt64, UInt64)
  private let masks: (UInt64, UInt64, UInt64, UInt64)
  /// The checksum as far as it depends on the lead.
  private let checksum: CRC32

  /// The longest lead: names of the most characters, and two underscores.
  package static let maximumCount = 25

  /// `lead`; nil if it is longer than that of any project.
  @_optimize(size)
  package init?(_ lead: Span<UInt8>) {
    guard lead.count <= TokenLead.maximumCount else { return nil }
    var (bytes, bits) = (InlineArray<4, UInt64>(repeating: 0), InlineArray<4, UInt64>(repeating: 0))
    for index in lead.indices {
      bytes[index / 8] |= UInt64(lead[index]) << UInt64(index % 8 * 8)
      bits[index / 8] |= 0xFF << UInt64(index % 8 * 8)
    }
    count = lead.count
    words = (bytes[0], bytes[1], bytes[2], bytes[3])
    masks = (bits[0], bits[1], bits[2], bits[3])
    var checksum = CRC32()
    checksum.update(lead)
    self.checksum = checksum
  }

  /// Whether `token` begins so and is one of the project's own, with a checksum that holds.
  package func isNative(_ token: Span<UInt8>) -> Bool {
    guard token.count == count &+ TokenForm.bodyLength else { return false }
    // What follows the lead alone is longer than all four words.
    let first = (token.word(uncheckedAt: 0) ^ words.0) & masks.0 | (token.word(uncheckedAt: 8) ^ words.1) & masks.1
    let last = (token.word(uncheckedAt: 16) ^ words.2) & masks.2 | (token.word(uncheckedAt: 24) ^ words.3) & masks.3
    return first | last == 0 && TokenForm.holds(token, from: count, after: checksum)
  }
}
