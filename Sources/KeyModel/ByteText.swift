/// Text that is put together byte by byte, without a string.
///
/// A library for C would have to bring along all that strings are made of, for some lines of ASCII. It is to be small, too:
/// none of this is written out where it is called.
package struct ByteText {
  /// The text so far.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Appends `byte`.
  @inline(never)
  private mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Appends `text`.
  @inline(never)
  package mutating func append(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { unsafe append(byte: text.utf8Start[index]) }
  }

  /// Appends `text`.
  package mutating func append(_ text: Text) { append(copying: text.utf8.span) }

  /// Appends `text`.
  @inline(never)
  package mutating func append(copying text: Span<UInt8>) {
    for index in text.indices { append(byte: text[index]) }
  }

  /// Appends the decimal digits of `number`.
  package mutating func append(decimal number: UInt64) {
    if number >= 10 { append(decimal: number / 10) }
    append(byte: 0x30 + UInt8(number % 10))
  }

  /// Appends `number` with zeros before it, so that it has at least as many digits as `width` says.
  package mutating func append(decimal number: UInt64, width: Int) {
    if width > 1 {
      append(decimal: number / 10, width: width - 1)
      append(byte: 0x30 + UInt8(number % 10))
    } else {
      append(decimal: number)
    }
  }

  /// Appends `instant`: `2026-09-02T08:00:00Z`.
  @_optimize(size)
  package mutating func append(_ instant: Instant) {
    append(dateOf: instant)
    let time = UInt64(instant.seconds % 86_400)
    append("T")
    append(decimal: time / 3_600, width: 2)
    append(":")
    append(decimal: time / 60 % 60, width: 2)
    append(":")
    append(decimal: time % 60, width: 2)
    append("Z")
  }

  /// Appends the day of `instant`: `2026-09-02`.
  package mutating func append(dateOf instant: Instant) {
    let (year, month, day) = instant.civil
    append(decimal: UInt64(year), width: 4)
    append("-")
    append(decimal: UInt64(month), width: 2)
    append("-")
    append(decimal: UInt64(day), width: 2)
  }

  /// Appends two lower-case hexadecimal digits for each of `digest`.
  package mutating func append(hex digest: Span<UInt8>) {
    func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
    for index in digest.indices {
      append(byte: digit(digest[index] >> 4))
      append(byte: digit(digest[index] & 15))
    }
  }
}
