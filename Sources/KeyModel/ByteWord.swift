/// Eight bytes at a time.
extension Span where Element == UInt8 {
  /// The bytes from `index` to `index + 7`, which have to be there; the first is the least significant.
  @inline(__always)
  func word(uncheckedAt index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }

  /// Whether the bytes of `lead` stand at the beginning.
  func begins(with lead: Span<UInt8>) -> Bool {
    guard count >= lead.count else { return false }
    guard lead.count >= 8 else {
      for index in lead.indices where self[index] != lead[index] { return false }
      return true
    }
    var index = 0
    while index < lead.count &- 8 {
      guard word(uncheckedAt: index) == lead.word(uncheckedAt: index) else { return false }
      index &+= 8
    }
    // The last eight bytes, some of which were looked at before.
    return word(uncheckedAt: lead.count &- 8) == lead.word(uncheckedAt: lead.count &- 8)
  }
}

/// Eight bytes in one word, each looked at for itself.
struct ByteLanes {
  /// The bytes without their highest bits.
  private let low: UInt64
  private let high: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ word: UInt64) {
    (low, high) = (word & ~ByteLanes.tops, word & ByteLanes.tops)
  }

  /// The highest bit of each byte whose lower bits are at least `bound`, which is from 1 to 127.
  @inline(__always)
  private static func areAtLeast(_ bound: UInt64, _ low: UInt64) -> UInt64 {
    (low &+ (128 - bound) &* ones) & tops
  }

  /// The highest bit of each byte that is an ASCII letter or digit.
  @inline(__always)
  var alphanumerics: UInt64 {
    let folded = low | 0x20 &* ByteLanes.ones
    let digits = ByteLanes.areAtLeast(0x30, low) & ~ByteLanes.areAtLeast(0x3A, low)
    let letters = ByteLanes.areAtLeast(0x61, folded) & ~ByteLanes.areAtLeast(0x7B, folded)
    return (digits | letters) & ~high
  }

  /// Whether all eight bytes are ASCII letters or digits.
  @inline(__always)
  static func areAlphanumeric(_ alphanumerics: UInt64) -> Bool { alphanumerics == tops }

  /// Each byte, which is a base62 digit, as its value.
  @inline(__always)
  var base62Values: UInt64 {
    let letters = ByteLanes.areAtLeast(0x41, low) >> 7
    let lowers = ByteLanes.areAtLeast(0x61, low) >> 7
    // No byte borrows from its neighbour: `A` is 7 places after where it would follow `9`, `a` another 6.
    return low &- 0x30 &* ByteLanes.ones &- 7 &* letters &- 6 &* lowers
  }
}
