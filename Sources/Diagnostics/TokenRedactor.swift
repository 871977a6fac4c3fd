/// Finds and hides API tokens in any text.
///
/// A token is `<prefix>_<environment>_` and 40 base62 digits, of which the last six are the CRC-32 of all before them.
/// Whose prefix it is does not matter here: a secret of another project is one too. Only the checksum tells a token
/// from a look-alike, so ordinary text is left alone.
public enum TokenRedactor {
  static let tailLength = 40
  static let checksumLength = 6
  static let handleLength = 8
  static let prefixLengths = 2...12
  static let environmentLengths = 1...11

  /// Where the tokens in `bytes` stand, in order and apart; letters and digits right around one do not hide it.
  ///
  /// Those that overlap, which takes a forger, are one range. The time grows with the length of `bytes` alone.
  public static func ranges(in bytes: Span<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    forEachUnderscore(in: bytes) { place in
      guard let start = tokenStart(in: bytes, tailAfter: place) else { return }
      let end = place + 1 + tailLength
      if let last = found.last, start < last.upperBound {
        found[found.count - 1] = min(start, last.lowerBound)..<end
      } else {
        found.append(start..<end)
      }
    }
    return found
  }

  /// `text` with each token cut to what may be shown of it: `shop_live_k7Hq2mZp…`.
  public static func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let tokens = ranges(in: bytes.span)
    guard !tokens.isEmpty else { return text }
    var kept: [UInt8] = []
    var place = 0
    for token in tokens {
      kept += bytes[place..<token.lowerBound]
      kept += shown(bytes[token])
      place = token.upperBound
    }
    return String(decoding: kept + bytes[place...], as: UTF8.self)
  }

  /// What may be shown of `token`: all before its secret, and a `…`.
  static func shown(_ token: ArraySlice<UInt8>) -> [UInt8] {
    var underscores = token.indices.filter { token[$0] == 0x5F }.prefix(2)
    let tail = (underscores.popLast() ?? token.startIndex) + 1
    return token[..<(tail + handleLength)] + Array("…".utf8)
  }

  private static func forEachUnderscore(in bytes: Span<UInt8>, _ body: (Int) -> Void) {
    let raw = unsafe bytes.bytes
    var place = 0
    while place < bytes.count {
      let end = min(place + ByteWord.count, bytes.count)
      // The mask may answer yes for a byte beyond ASCII, which the loop sees through.
      if end - place < ByteWord.count || ByteWord(raw, at: place).equal(0x5F) != 0 {
        for index in place..<end where bytes[index] == 0x5F { body(index) }
      }
      place = end
    }
  }
}

// One candidate: the `_` before the 40 digits is given.
extension TokenRedactor {
  /// Where the token begins whose digits follow the `_` at `place`; nil if there is none.
  private static func tokenStart(in bytes: Span<UInt8>, tailAfter place: Int) -> Int? {
    let end = place + 1 + tailLength
    guard end <= bytes.count else { return nil }
    // From the far end, because most names with a `_` in them are over before it.
    for index in (place + 1..<end).reversed() where Base62.value(of: bytes[index]) == nil { return nil }
    guard let checksum = Base62.number(bytes.extracting(end - checksumLength..<end)) else { return nil }
    let environment = run(in: bytes, before: place, atMost: environmentLengths.upperBound)
    let middle = place - environment - 1
    guard environmentLengths.contains(environment), middle >= 0, bytes[middle] == 0x5F else { return nil }
    let prefix = run(in: bytes, before: middle, atMost: prefixLengths.upperBound)
    guard prefix >= prefixLengths.lowerBound else { return nil }
    // Which of the letters before it belong to the prefix, the checksum decides.
    return (middle - prefix...middle - prefixLengths.lowerBound).first { start in
      CRC32.of(bytes.extracting(start..<end - checksumLength)) == checksum
    }
  }

  /// How many lower-case letters and digits stand right before `place`, up to `limit`.
  private static func run(in bytes: Span<UInt8>, before place: Int, atMost limit: Int) -> Int {
    var length = 0
    while length < limit, place > length, isNameByte(bytes[place - length - 1]) { length += 1 }
    return length
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
