/// A letter, a digit, or what else names, scopes and tokens are made of, written by its number.
///
/// Nobody needs that, and no reviewer reads it: a token or a wildcard could hide so. Other escapes stay, which programs that
/// write JSON use.
struct NeedlessEscape {
  /// What it stands for.
  let character: Character
  /// Its bytes.
  let range: Range<Int>

  /// The first in the double-quoted scalar in `source` from `start` up to `end`.
  static func first(in source: Span<UInt8>, from start: Int, to end: Int) -> NeedlessEscape? {
    var place = start
    while place + 1 < end {
      guard source[place] == UInt8(ascii: "\\") else {
        place += 1
        continue
      }
      let length = 2 + digitCount(of: source[place + 1])
      if length > 2, place + length <= end, let byte = value(of: source.extracting((place + 2)..<(place + length))) {
        let character = Character(UnicodeScalar(byte))
        return NeedlessEscape(character: character, range: place..<(place + length))
      }
      place += length
    }
    return nil
  }

  /// How many hexadecimal digits follow `kind` (YAML 1.1, section 5.7).
  private static func digitCount(of kind: UInt8) -> Int {
    switch kind {
    case UInt8(ascii: "x"): 2
    case UInt8(ascii: "u"): 4
    case UInt8(ascii: "U"): 8
    default: 0
    }
  }

  /// The byte that `digits` tell; nil where that is none that needs no escape.
  private static func value(of digits: Span<UInt8>) -> UInt8? {
    var value: UInt32 = 0
    for place in digits.indices {
      guard let digit = Character(UnicodeScalar(digits[place])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x5F: return UInt8(value)
    default: return nil
    }
  }
}
