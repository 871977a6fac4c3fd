import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// Looking up by digest.
struct CandidateTests {
  /// A content whose only key has secrets of these digests.
  private func payload(_ digests: [TokenDigest]) throws -> [UInt8] {
    var content = Samples.small()
    content.tombstones = []
    content.keys[0].secrets = digests.map { .init(digest: $0, handle: nil, starts: .earliest, ends: .latest) }
    return try PayloadEncoder.encode(content)
  }

  @Test(arguments: [1, 2, 3, 4, 7, 64, 1_000, 9_000]) func findsEachSecretAndNoOther(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let digests = (0..<count).map { _ in random(using: &generator) }
    let bytes = try payload(digests)
    let image = try BundleImage(checking: bytes.span)
    for digest in digests {
      let found = image.candidate(for: digest)
      let isRight = found?.isFound == true && image.digest(found?.index ?? 0) == digest
      #expect(isRight)
      for change in [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1 << 63, 0, 0, 0)] as [Words] {
        let words = digest.words
        let other = TokenDigest(
          words: (words.0 ^ change.0, words.1 ^ change.1, words.2 ^ change.2, words.3 ^ change.3))
        let isFound = image.candidate(for: other)?.isFound
        #expect(isFound == false)
      }
    }
    for word in [0, UInt64.max] {
      let isFound = image.candidate(for: TokenDigest(words: (word, word, word, word)))?.isFound
      #expect(isFound == false)
    }
  }

  private typealias Words = (UInt64, UInt64, UInt64, UInt64)

  /// Digests can be declared that no token has, all with the same leading bits.
  @Test func findsEachSecretInACrowdedBucket() throws {
    let digests = (0..<5_000).map { TokenDigest(words: (0x0102_0304_0506_0708, UInt64($0), 0, 0)) }
    let bytes = try payload(digests)
    let image = try BundleImage(checking: bytes.span)
    for digest in digests {
      let isFound = image.candidate(for: digest)?.isFound
      #expect(isFound == true)
      let other = TokenDigest(words: (digest.words.0, digest.words.1, 1, 0))
      let otherIsFound = image.candidate(for: other)?.isFound
      #expect(otherIsFound == false)
    }
  }

  private func random(using generator: inout SeededGenerator) -> TokenDigest {
    TokenDigest(words: (generator.next(), generator.next(), generator.next(), generator.next()))
  }
}
