/// Hides secrets in any text.
///
/// A token is `<prefix>_<environment>_` and 40 base62 digits, of which the last six are the CRC-32 of all before them.
/// Whose prefix it is does not matter here: a secret of another project is one too. Only the checksum tells a token
/// from a look-alike, so ordinary text is left alone. Secret keys of signers and services are hidden beside tokens: see
/// ``SecretPlace``.
public enum TokenRedactor {
  static let tailLength = 40
  static let checksumLength = 6
  static let handleLength = 8
  static let prefixLengths = 2...12
  static let environmentLengths = 1...11

  /// Where the tokens in `bytes` stand, in order and apart.
  public static func ranges(in bytes: Span<UInt8>) -> [Range<Int>] {
    SecretPlace.all(in: bytes).filter { $0.kind == .token }.map(\.range)
  }

  /// `text` with each secret cut to what may be shown of it: `shop_live_k7Hq2mZp…`, `AGE-SECRET-KEY-1…`.
  public static func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let secrets = SecretPlace.all(in: bytes.span)
    guard !secrets.isEmpty else { return text }
    var kept: [UInt8] = []
    var place = 0
    for secret in secrets {
      kept += bytes[place..<secret.range.lowerBound]
      kept += shown(bytes[secret.range], secret.kind)
      place = secret.range.upperBound
    }
    return String(decoding: kept + bytes[place...], as: UTF8.self)
  }

  /// What may be shown of a secret: all that tells what it is, and a `…`.
  private static func shown(_ secret: ArraySlice<UInt8>, _ kind: SecretPlace.Kind) -> [UInt8] {
    let count = kind == .token ? shownLength(of: secret) : PrivateKeyText.shownLength(of: secret, kind)
    return secret.prefix(count) + Array("…".utf8)
  }

  /// Up to the end of the handle.
  private static func shownLength(of token: ArraySlice<UInt8>) -> Int {
    let underscores = token.indices.filter { token[$0] == 0x5F }.prefix(2)
    return (underscores.last ?? token.startIndex) + 1 + handleLength - token.startIndex
  }
}

// One candidate: the `_` before the 40 digits is given.
extension TokenRedactor {
  /// The token whose digits follow the `_` at `place`; nil if there is none.
  static func token(in bytes: Span<UInt8>, tailAfter place: Int) -> SecretPlace? {
    tokenStart(in: bytes, tailAfter: place).map { start in
      SecretPlace(kind: .token, range: start..<(place + 1 + tailLength), isWhole: true)
    }
  }

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
