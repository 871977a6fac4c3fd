/// Classes of ASCII bytes.
package enum ASCII {
  package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  package static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  package static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  package static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLower(byte) || isUpper(byte) }

  /// The value of a hexadecimal digit of either case; nil for any other byte.
  package static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x61...0x66: byte - 0x61 + 10
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
  }
}

extension Span where Element == UInt8 {
  /// Whether every byte satisfies `condition`.
  package func allSatisfy(_ condition: (UInt8) -> Bool) -> Bool {
    for index in indices where !condition(self[index]) { return false }
    return true
  }

  /// The first index of `byte`; nil if it is not there.
  package func firstIndex(of byte: UInt8) -> Int? {
    for index in indices where self[index] == byte { return index }
    return nil
  }

  /// Whether the bytes are those of `text`.
  package func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    for index in indices where unsafe self[index] != text.utf8Start[index] { return false }
    return true
  }

  /// Whether the bytes of `text` stand at the beginning.
  package func begins(with text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount && extracting(0..<text.utf8CodeUnitCount).equals(text)
  }

  /// Whether the bytes are those of `other`.
  package func equals(_ other: Span<UInt8>) -> Bool { count == other.count && begins(with: other) }

  /// The number that decimal digits write, without sign or leading zero; nil for anything else or past 2^63 - 1.
  package var decimal: Int64? {
    guard !isEmpty, count == 1 || self[0] != 0x30 else { return nil }
    var value: Int64 = 0
    for index in indices {
      guard ASCII.isDigit(self[index]) else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int64(self[index] - 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }
}
