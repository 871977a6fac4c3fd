/// One character of a text, or the bytes that are none.
struct UTF8Character {
  /// The scalar value; nil where the bytes are not UTF-8.
  let value: UInt32?
  /// How many bytes it takes, at least 1. For bytes that are not UTF-8: as many as could have begun a character.
  let length: Int

  /// The character at `start` of `bytes`, which must be an index of it (RFC 3629, §4: no overlong forms, no
  /// surrogates, nothing above U+10FFFF).
  init(_ bytes: Span<UInt8>, at start: Int) {
    let lead = bytes[start]
    guard lead >= 0x80 else {
      self = UTF8Character(value: UInt32(lead), length: 1)
      return
    }
    guard let form = Form(lead) else {
      self = UTF8Character(value: nil, length: 1)
      return
    }
    var value = UInt32(lead & form.mask)
    var allowed = form.second
    for place in 1..<form.length {
      guard start + place < bytes.count, allowed.contains(bytes[start + place]) else {
        self = UTF8Character(value: nil, length: place)
        return
      }
      value = value << 6 | UInt32(bytes[start + place] & 0x3F)
      allowed = 0x80...0xBF
    }
    self = UTF8Character(value: value, length: form.length)
  }

  private init(value: UInt32?, length: Int) {
    self.value = value
    self.length = length
  }

  /// What a leading byte promises.
  private struct Form {
    let length: Int
    let mask: UInt8
    let second: ClosedRange<UInt8>

    init?(_ lead: UInt8) {
      switch lead {
      case 0xC2...0xDF: self.init(length: 2, mask: 0x1F, second: 0x80...0xBF)
      case 0xE0: self.init(length: 3, mask: 0x0F, second: 0xA0...0xBF)
      case 0xED: self.init(length: 3, mask: 0x0F, second: 0x80...0x9F)
      case 0xE1...0xEF: self.init(length: 3, mask: 0x0F, second: 0x80...0xBF)
      case 0xF0: self.init(length: 4, mask: 0x07, second: 0x90...0xBF)
      case 0xF1...0xF3: self.init(length: 4, mask: 0x07, second: 0x80...0xBF)
      case 0xF4: self.init(length: 4, mask: 0x07, second: 0x80...0x8F)
      default: return nil
      }
    }

    private init(length: Int, mask: UInt8, second: ClosedRange<UInt8>) {
      self.length = length
      self.mask = mask
      self.second = second
    }
  }
}
