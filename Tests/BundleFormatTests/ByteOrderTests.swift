import BundleFormat
import TestSupport
import Testing

struct ByteOrderTests {
  /// Texts that begin alike, around the lengths at which they are compared in another way.
  @Test func ordersAsByteAfterByteWould() {
    var generator = SeededGenerator(printing: "texts to be ordered")
    for _ in 0..<20_000 {
      let shared = (0..<Int.random(in: 0...18, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let one = shared + tail(using: &generator)
      let other = shared + tail(using: &generator)
      let expected: ByteOrder = one == other ? .same : one.lexicographicallyPrecedes(other) ? .before : .after
      let (found, areSame) = (order(one.span, other.span), isSame(one.span, other.span))
      #expect(found == expected, "\(one), \(other)")
      #expect(areSame == (one == other), "\(one), \(other)")
    }
  }

  private func tail(using generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...9, using: &generator)).map { _ in
      [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator)!
    }
  }
}
