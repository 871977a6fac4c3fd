/// Text that is put together byte by byte, without a string.
///
/// A library for C would have to bring along all that strings are made of, for some lines of ASCII.
package struct ByteText {
  /// The text so far.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Appends `text`.
  package mutating func append(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { unsafe bytes.append(text.utf8Start[index]) }
  }

  /// Appends `text`.
  package mutating func append(_ text: Text) {
    let span = text.utf8.span
    for index in span.indices { bytes.append(span[index]) }
  }

  /// Appends the decimal digits of `number`.
  package mutating func append(decimal number: UInt64) {
    if number >= 10 { append(decimal: number / 10) }
    bytes.append(0x30 + UInt8(number % 10))
  }

  /// Appends two lower-case hexadecimal digits for each of `digest`.
  package mutating func append(hex digest: Span<UInt8>) {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
    for index in digest.indices {
      bytes.append(digit(digest[index] >> 4))
      bytes.append(digit(digest[index] & 15))
    }
  }
}
