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
    let memory = ImageGuideMemory(of: image)
    defer { #expect(memory.isWithinBounds) }
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
    let memory = ImageGuideMemory(of: image)
    defer { #expect(memory.isWithinBounds) }
    let known = content.scopes.map(\.description)
    for text in known + [
      "", ":", "r-1", "r-1:", ":read", "r-1:reads", "r-3:read", "r-1:read:", "R-1:read", "r-300:read",
    ] {
      let scope = memory.guide.scope(named: text.utf8.span, in: image)
      #expect(scope == ImageGuide.none.scope(named: text.utf8.span, in: image), "\(text)")
      #expect((scope != nil) == known.contains(text), "\(text)")
    }
  }

  /// The same words come again and again, below one another and beside one another.
  @Test(arguments: [1, 7, 120]) func leadsToTheSameRoutes(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    var content = Samples.empty()
    content.routes = Wanderings.templates(count, using: &generator).map { .init(template: $0, scope: nil) }
    let bytes = try PayloadEncoder.encode(content)
    let image = try BundleImage(checking: bytes.span)
    let memory = ImageGuideMemory(of: image)
    defer { #expect(memory.isWithinBounds) }
    var found = 0
    for _ in 0..<2_000 {
      let (method, path) = (Wanderings.method(using: &generator), Wanderings.path(using: &generator))
      let alone = image.match(method: method.utf8.span, path: path.utf8.span)
      let guided = image.match(method: method.utf8.span, path: path.utf8.span, by: memory.guide)
      let isSame = alone.outcome == guided.outcome && alone.number == guided.number
      if !isSame { Issue.record("\(method) \(path)") }
      if alone.outcome == .found { found += 1 }
    }
    #expect(found > 0)
  }

  @Test func leadsNowhereWhereThereIsNothing() throws {
    let bytes = try PayloadEncoder.encode(Samples.empty())
    let image = try BundleImage(checking: bytes.span)
    let memory = ImageGuideMemory(of: image)
    defer { #expect(memory.isWithinBounds) }
    let isNothing = image.candidate(for: TokenDigest(words: (0, 0, 0, 0)), by: memory.guide) == nil
    #expect(isNothing)
  }
}

/// Paths of a few words.
private enum Wanderings {
  private static let words = ["a", "b", "ab", "abc", "orders", "invoices", "appointments", "x.y"]

  /// A method that no template has is among them.
  static func method(using generator: inout SeededGenerator) -> String {
    ["GET", "POST", "DELETE", "PUT"].randomElement(using: &generator)!
  }

  static func path(_ words: [String] = words + ["", "c", "%20"], using generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in "/" + words.randomElement(using: &generator)! }.joined()
  }

  /// `count` templates, fewer where some conflict; the first matches much.
  static func templates(_ count: Int, using generator: inout SeededGenerator) -> [RouteTemplate] {
    let all = (1..<count).compactMap { _ in
      let path = path(words + ["{id}"], using: &generator)
      return RouteTemplate("\(["GET", "POST", "DELETE"].randomElement(using: &generator)!) \(path)")
    }
    return ([route("GET /{first}")] + all).withoutConflicts()
  }
}
