/// How a payload is cut: 64 KiB a chunk, each with its tag; the last may be short, and is empty only where all is
/// (C2SP age.md, "Payload").
package struct AgeChunks: Sendable {
  /// Plaintext bytes of every chunk but the last.
  package static let plaintextByteCount = 65_536
  /// The same chunk, sealed.
  package static let sealedByteCount = plaintextByteCount + ChaCha.tagByteCount

  /// How many chunks there are, at least one.
  package let count: Int
  /// How many bytes they seal together.
  package let plaintextCount: Int

  /// The chunks that `plaintextCount` bytes are sealed in.
  package init(plaintextCount: Int) {
    self.plaintextCount = plaintextCount
    self.count = plaintextCount == 0 ? 1 : (plaintextCount - 1) / Self.plaintextByteCount + 1
  }

  /// The chunks that `sealedCount` bytes are; `nil` where no writer cuts like that.
  package init?(sealedCount: Int) {
    let (full, rest) = sealedCount.quotientAndRemainder(dividingBy: Self.sealedByteCount)
    guard rest == 0 ? full > 0 : rest > ChaCha.tagByteCount || (rest == ChaCha.tagByteCount && full == 0) else {
      return nil
    }
    self.count = rest == 0 ? full : full + 1
    self.plaintextCount = sealedCount - count * ChaCha.tagByteCount
  }

  /// How many bytes they have sealed.
  package var sealedCount: Int { plaintextCount + count * ChaCha.tagByteCount }

  /// Where the plaintext of chunk `number` lies.
  package func plaintextRange(of number: Int) -> Range<Int> {
    let start = number * Self.plaintextByteCount
    return start..<min(start + Self.plaintextByteCount, plaintextCount)
  }

  /// Where chunk `number` lies, sealed.
  package func sealedRange(of number: Int) -> Range<Int> {
    let start = number * Self.sealedByteCount
    return start..<min(start + Self.sealedByteCount, sealedCount)
  }

  /// The nonce of chunk `number`.
  package func nonce(of number: Int) -> ChaChaNonce {
    ChaChaNonce(chunk: number, isFinal: number == count - 1)
  }
}
