internal import Sodium

/// The eight random bytes by which signatures and keys find one another. They prove nothing.
public struct MinisignKeyID: Hashable, Sendable, CustomStringConvertible {
  /// The bytes as a number, the first the least significant.
  public let value: UInt64

  /// The key id of this value.
  public init(value: UInt64) {
    self.value = value
  }

  /// The key id in `bytes`, of which there are eight.
  package init(_ bytes: Span<UInt8>) {
    var value: UInt64 = 0
    for index in bytes.indices.reversed() { value = value << 8 | UInt64(bytes[index]) }
    self.value = value
  }

  /// The eight bytes.
  package var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  /// Sixteen hexadecimal digits in upper case, most significant first.
  public var description: String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: (0..<16).map { digits[Int(value >> UInt64(60 - 4 * $0) & 15)] }, as: UTF8.self)
  }
}
