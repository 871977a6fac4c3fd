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
    guard text.count == 64, text.allSatisfy({ ASCII.isDigit($0) || ($0 >= 0x61 && $0 <= 0x66) }) else { return nil }
    func word(_ start: Int) -> UInt64 {
      var value: UInt64 = 0
      for index in start..<(start + 16) { value = value << 4 | UInt64(ASCII.hexValue(text[index]) ?? 0) }
      return value
    }
    words = (word(0), word(16), word(32), word(48))
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
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

  /// Feeds the digest to `hasher`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
