internal import Diagnostics
internal import KeyModel

/// Text in which a token leaked: the token alone, the line `NAME=token` of an environment file, a header, a log line.
enum LeakedText {
  /// The digests of all that may be a token in `text`.
  static func candidates(in text: Span<UInt8>) -> Set<TokenDigest> {
    var digests: Set<TokenDigest> = []
    for range in TokenRedactor.ranges(in: text) { digests.insert(TokenDigest(token: text.extracting(range))) }
    for word in words(in: text) {
      digests.insert(TokenDigest(token: text.extracting(word)))
      // Only the first `=` parts a name from its value; a token may end in some.
      if let sign = text.extracting(word).firstIndex(of: 0x3D) {
        let value = (word.lowerBound + sign + 1)..<word.upperBound
        digests.insert(TokenDigest(token: text.extracting(unquoted(value, in: text))))
      }
      digests.insert(TokenDigest(token: text.extracting(unquoted(word, in: text))))
    }
    return digests
  }

  /// The runs of visible ASCII, of which a token is one.
  private static func words(in text: Span<UInt8>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in 0...text.count {
      let isVisible = index < text.count && text[index] >= 0x21 && text[index] <= 0x7E
      if isVisible, start == nil { start = index }
      if !isVisible, let begin = start {
        words.append(begin..<index)
        start = nil
      }
    }
    return words
  }

  private static func unquoted(_ range: Range<Int>, in text: Span<UInt8>) -> Range<Int> {
    guard range.count >= 2, let quote = "\"'`".utf8.first(where: { $0 == text[range.lowerBound] }),
      text[range.upperBound - 1] == quote
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }
}
