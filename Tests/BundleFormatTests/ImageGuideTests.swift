import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// A guide leads to what the image alone leads to.
struct ImageGuideTests {
  @Test(arguments: [0, 1, 2, 127, 128, 129, 3_000]) func leadsToTheSameSecrets(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let digests = (0..<count).map { _ in random(using: &generator) }
    try compare(digests, asking: digests + (0..<1_000).map { _ in random(using: &generator) })
  }

  /// Digests can be declared that no token has: more in one bucket, and in those beside it, than a guide can count.
  @Test(arguments: [1, 7, 16]) func leadsToTheSameSecretsInCrowdedBuckets(bits: Int) throws {
    var generator = SeededGenerator(seed: UInt64(bits))
    let few = (0..<2_000).map { _ in
      let word = generator.next()
      return TokenDigest(words: (word >> UInt64(bits), word, 0, 0))
    }
    let crowd = (0..<700).map { TokenDigest(words: (0x0102_0304_0506_0708, UInt64($0), 0, 0)) }
    let digests = few + crowd
    try compare(digests, asking: digests + digests.map { TokenDigest(words: ($0.words.0, $0.words.1, 1, 0)) })
  }

  private func compare(_ digests: [TokenDigest], asking asked: [TokenDigest]) throws {
    var content = Samples.small()
    content.tombstones = []
    content.keys[0].secrets = digests.map { .init(digest: $0, handle: nil, starts: .earliest, ends: .latest) }
    let bytes = try PayloadEncoder.encode(content)
    let image = try BundleImage(checking: bytes.span)
    let memory = GuideMemory(of: image)
    for digest in asked {
      let (alone, guided) = (image.candidate(for: digest), image.candidate(for: digest, by: memory.guide))
      let isSame = alone?.isFound == guided?.isFound && alone?.index == guided?.index
      #expect(isSame, "\(digest)")
    }
    let found = digests.filter { image.candidate(for: $0, by: memory.guide)?.isFound == true }.count
    #expect(found == digests.count)
  }

  private func random(using generator: inout SeededGenerator) -> TokenDigest {
    TokenDigest(words: (generator.next(), generator.next(), generator.next(), generator.next()))
  }

  @Test func leadsToTheSameScopes() throws {
    var content = Samples.empty()
    content.scopes = (0..<300).flatMap { number in
      content.levels.filter { _ in number % 7 != 3 }.map { Scope(resource: name("r-\(number)"), level: $0) }
    }
    let bytes = try PayloadEncoder.encode(content)
    let image = try BundleImage(checking: bytes.span)
    let memory = GuideMemory(of: image)
    let known = content.scopes.map(\.description)
    for text in known + [
      "", ":", "r-1", "r-1:", ":read", "r-1:reads", "r-3:read", "r-1:read:", "R-1:read", "r-300:read",
    ] {
      let scope = memory.guide.scope(named: text.utf8.span, in: image)
      #expect(scope == ImageGuide.none.scope(named: text.utf8.span, in: image), "\(text)")
      #expect((scope != nil) == known.contains(text), "\(text)")
    }
  }

  @Test func leadsNowhereWhereThereIsNothing() throws {
    let bytes = try PayloadEncoder.encode(Samples.empty())
    let image = try BundleImage(checking: bytes.span)
    let memory = GuideMemory(of: image)
    let isNothing = image.candidate(for: TokenDigest(words: (0, 0, 0, 0)), by: memory.guide) == nil
    #expect(isNothing)
  }
}

/// A guide in memory of its own, with bytes around it that it must leave alone.
@safe
private final class GuideMemory {
  let guide: ImageGuide
  private let memory: UnsafeMutableRawPointer
  private let size: Int

  private static let margin = 64

  init(of image: borrowing BundleImage) {
    let size = ImageGuide.byteCount(secrets: image.count(of: .secrets), scopes: image.count(of: .scopes))
    self.size = size
    unsafe memory = .allocate(byteCount: size + 2 * GuideMemory.margin, alignment: 64)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0xAB, count: size + 2 * GuideMemory.margin)
    unsafe (memory + GuideMemory.margin).initializeMemory(as: UInt8.self, repeating: 0, count: size)
    guide = unsafe ImageGuide(of: image, in: memory + GuideMemory.margin)
  }

  deinit {
    for offset in 0..<GuideMemory.margin {
      unsafe #expect(memory.load(fromByteOffset: offset, as: UInt8.self) == 0xAB)
      unsafe #expect(
        memory.load(fromByteOffset: GuideMemory.margin + size + offset, as: UInt8.self) == 0xAB, "byte \(offset)")
    }
    unsafe memory.deallocate()
  }
}
