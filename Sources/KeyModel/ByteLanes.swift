/// Eight bytes in one word, each looked at for itself: what is asked of all of them takes a few instructions instead of a
/// few for each.
///
/// An answer is a word with the highest bit of each byte for which it is yes. Other modules have this built in, which is
/// what the attributes are for.
@usableFromInline
package struct ByteLanes {
  /// The bytes without their highest bits.
  @usableFromInline let low: UInt64
  /// The highest bits of the bytes.
  @usableFromInline let high: UInt64

  /// The answer yes for all bytes.
  @inlinable package static var all: UInt64 { 0x8080_8080_8080_8080 }
  @inlinable static var ones: UInt64 { 0x0101_0101_0101_0101 }

  /// The bytes of `word`.
  @inlinable @inline(__always)
  package init(_ word: UInt64) {
    (low, high) = (word & ~ByteLanes.all, word & ByteLanes.all)
  }

  /// Which are at least `bound`, which is from 1 to 127, if their highest bits are left aside.
  @inlinable @inline(__always)
  static func areAtLeast(_ bound: UInt64, _ low: UInt64) -> UInt64 { (low &+ (128 - bound) &* ones) & all }

  /// Which are `byte`, which is ASCII.
  @inlinable @inline(__always)
  package func are(_ byte: UInt64) -> UInt64 {
    ~((low ^ byte &* ByteLanes.ones) &+ 127 &* ByteLanes.ones) & ByteLanes.all & ~high
  }

  /// Which are from `first` to `last`, which are ASCII.
  @inlinable @inline(__always)
  func areBetween(_ first: UInt64, _ last: UInt64) -> UInt64 {
    ByteLanes.areAtLeast(first, low) & ~ByteLanes.areAtLeast(last + 1, low) & ~high
  }

  /// Which are letters.
  @inlinable @inline(__always)
  package var areLetters: UInt64 { ByteLanes(low | 0x20 &* ByteLanes.ones).areBetween(0x61, 0x7A) & ~high }

  /// Which are letters or digits.
  @inlinable @inline(__always)
  package var areAlphanumeric: UInt64 { areLetters | areBetween(0x30, 0x39) }

  /// Each byte, which is a base62 digit, as its value.
  @inline(__always)
  var base62Values: UInt64 {
    let letters = ByteLanes.areAtLeast(0x41, low) >> 7
    let lowers = ByteLanes.areAtLeast(0x61, low) >> 7
    // No byte borrows from its neighbour: `A` is 7 places after where it would follow `9`, `a` another 6.
    return low &- 0x30 &* ByteLanes.ones &- 7 &* letters &- 6 &* lowers
  }
}
