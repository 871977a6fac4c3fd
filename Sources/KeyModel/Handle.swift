/// The public name of a secret: the first eight characters of its token's random part, base62.
public struct Handle: ParsableText, Hashable, Comparable, CustomStringConvertible {
  /// How many characters a handle has.
  public static let length = 8

  /// The characters as ASCII, the first in the highest byte, so that handles order as their text does.
  public let packed: UInt64

  /// The handle that `text` writes; nil if it has another form.
  public init?(parsing text: Span<UInt8>) {
    guard text.count == Handle.length, text.allSatisfy(ASCII.isAlphanumeric) else { return nil }
    var packed: UInt64 = 0
    for index in text.indices { packed = packed << 8 | UInt64(text[index]) }
    self.packed = packed
  }

  /// The handle of eight characters that are already packed and known to be base62.
  public init(unchecked packed: UInt64) {
    self.packed = packed
  }

  /// The handle's eight characters.
  public var description: String {
    var text = ""
    for shift in stride(from: 56, through: 0, by: -8) {
      text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: packed >> UInt64(shift))))
    }
    return text
  }

  /// The order of the bytes.
  public static func < (one: Handle, other: Handle) -> Bool { one.packed < other.packed }
}
