public import KeyModel

/// Digests as text: 64 lower-case hexadecimal digits and LF each, in ascending order, each once.
///
/// A revocation list is written so, and what a validator remembers of the lists that it has accepted.
public enum DigestLines {
  /// The bytes of one line.
  public static let lineByteCount = 65

  /// The digests that `text` writes; nil if it has any other form.
  @_optimize(size)
  public static func digests(in text: Span<UInt8>) -> [TokenDigest]? {
    guard text.count % lineByteCount == 0 else { return nil }
    var digests: [TokenDigest] = []
    digests.reserveCapacity(text.count / lineByteCount)
    var start = 0
    while start < text.count {
      let end = start + lineByteCount - 1
      guard text[end] == 0x0A, let digest = TokenDigest(parsing: text.extracting(start..<end)) else { return nil }
      if let last = digests.last, digest <= last { return nil }
      digests.append(digest)
      start = end + 1
    }
    return digests
  }

  /// Appends the line of `digest` to `text`.
  @_optimize(size)
  public static func append(_ digest: TokenDigest, to text: inout [UInt8]) {
    let words = digest.words
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
        text.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
      }
    }
    text.append(0x0A)
  }
}
