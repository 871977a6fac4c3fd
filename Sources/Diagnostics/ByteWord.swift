/// Eight bytes of a text, looked at together.
///
/// Arithmetic within one machine word, because the reductions of the standard library's vectors are slower than that.
/// Each mask has the top bit of a byte set where its question is answered yes, and no other bits.
struct ByteWord {
  /// How many bytes it holds.
  static let count = 8

  private let bits: UInt64
  private static var tops: UInt64 { 0x8080_8080_8080_8080 }
  private static var ones: UInt64 { 0x0101_0101_0101_0101 }

  private init(bits: UInt64) {
    self.bits = bits
  }

  /// The eight bytes of `bytes` from `offset`, all of which must be there.
  init(_ bytes: RawSpan, at offset: Int) {
    bits = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Which bytes are 0x80 or above.
  var nonASCII: UInt64 { bits & Self.tops }

  /// Which bytes, those above 0x7F aside, are below `limit`, which is at most 0x80.
  func below(_ limit: UInt8) -> UInt64 {
    // Invariant: no sum leaves its byte, since both sides are at most 0x80.
    ~((bits & ~Self.tops) &+ Self.ones &* UInt64(0x80 - limit)) & Self.tops
  }

  /// Which bytes, those above 0x7F aside, are `letter`, a lower-case one, in whichever case.
  func equalIgnoringCase(_ letter: UInt8) -> UInt64 {
    ByteWord(bits: bits | Self.ones &* 0x20).equal(letter)
  }

  /// Which bytes, those above 0x7F aside, are `byte`, which is at most 0x7F.
  func equal(_ byte: UInt8) -> UInt64 {
    ~(((bits ^ Self.ones &* UInt64(byte)) & ~Self.tops) &+ ~Self.tops) & Self.tops
  }
}
