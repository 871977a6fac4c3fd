internal import CSHA256
internal import KeyModel

extension TokenDigest {
  /// The most bytes of a token that are hashed in one block.
  static var quickByteCount: Int { Int(CSHA256_ONE_BLOCK) }

  /// The digest of a token's bytes.
  @inline(__always)
  init(hashing token: Span<UInt8>) {
    var words = InlineArray<4, UInt64>(repeating: 0)
    unsafe token.withUnsafeBufferPointer { bytes in
      var words = words.mutableSpan
      unsafe words.withUnsafeMutableBytes { digest in
        unsafe csha256_token(
          bytes.baseAddress, bytes.count, digest.baseAddress?.assumingMemoryBound(to: UInt8.self))
      }
    }
    let (first, second) = (UInt64(bigEndian: words[0]), UInt64(bigEndian: words[1]))
    let (third, fourth) = (UInt64(bigEndian: words[2]), UInt64(bigEndian: words[3]))
    self.init(words: (first, second, third, fourth))
  }
}
