/// SHA-256 of a token's bytes: what stands in git and in a bundle in the token's place.
///
/// The digest is public. It proves nothing: no entry point takes one where it wants a token.
public struct TokenDigest: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// The digest's 32 bytes as four numbers, most significant first, so that digests order as their text does.
  public let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of four numbers, most significant first.
  public init(words: (UInt64, UInt64, UInt64, UInt64)) {
    self.words = words
  }

  /// The digest in `bytes`; nil unless there are 32.
  public init?(bytes: Span<UInt8>) {
    guard bytes.count == 32 else { return nil }
    func word(_ start: Int) -> UInt64 {
      var value: UInt64 = 0
      for index in start..<(start + 8) { value = value << 8 | UInt64(bytes[index]) }
      return value
    }
    words = (word(0), word(8), word(16), word(24))
  }

  /// The digest that 64 lower-case hexadecimal digits write; nil for any other text.
  public init?(parsing text: Span<UInt8>) {
    guard text.count == 64 else { return nil }
    func word(_ start: Int) -> UInt64? {
      guard let high = TokenDigest.number(text, at: start), let low = TokenDigest.number(text, at: start + 8) else {
        return nil
      }
      return high << 32 | low
    }
    guard let first = word(0), let second = word(16), let third = word(32), let fourth = word(48) else { return nil }
    words = (first, second, third, fourth)
  }

  /// The number that the eight lower-case hexadecimal digits from `start` on write; nil for anything else.
  ///
  /// All eight at once, each in a byte of one machine word: a tree has millions of them.
  private static func number(_ text: Span<UInt8>, at start: Int) -> UInt64? {
    // Invariant: the only caller has looked that there are 64 of them.
    let digits = text.word(uncheckedAt: start).byteSwapped
    let ones: UInt64 = 0x0101_0101_0101_0101
    let letters = digits >> 6 & ones
    var values = (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ letters &* 9
    // What the values are as digits again has to be what was written. 6 added lifts just 10 to 15 over a half byte.
    let isLetter = (values &+ ones &* 6) >> 4 & ones
    guard values & 0xF0F0_F0F0_F0F0_F0F0 == 0 else { return nil }
    guard values &+ ones &* 0x30 &+ isLetter &* 39 == digits else { return nil }
    values = (values | values >> 4) & 0x00FF_00FF_00FF_00FF
    values = (values | values >> 8) & 0x0000_FFFF_0000_FFFF
    return (values | values >> 16) & 0xFFFF_FFFF
  }

  /// The 32 bytes.
  @_optimize(size)
  public var bytes: [UInt8] {
    let words = [words.0, words.1, words.2, words.3] as InlineArray<4, UInt64>
    return (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - $0 % 8 * 8)) }
  }

  /// 64 lower-case hexadecimal digits.
  public var description: String {
    var text = ""
    for byte in bytes {
      for digit in [byte >> 4, byte & 15] {
        text.unicodeScalars.append(Unicode.Scalar(digit < 10 ? 0x30 + digit : 0x61 + digit - 10))
      }
    }
    return text
  }

  /// Whether both are the same digest; not in constant time, which public values do not need.
  public static func == (one: TokenDigest, other: TokenDigest) -> Bool { one.words == other.words }

  /// The order of the bytes.
  public static func < (one: TokenDigest, other: TokenDigest) -> Bool { one.words < other.words }

  /// Feeds the digest to `hasher`: all of it, since many with one beginning may have been made up to be as slow as can be.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
