import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// Payloads that nobody's writer made: either refused, or read to the last view without leaving the image.
struct DamagedImageTests {
  @Test func staysInsideWhateverByteIsChanged() throws {
    let bytes = try PayloadEncoder.encode(Samples.small())
    for index in bytes.indices {
      for value: UInt8 in [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF] {
        var damaged = bytes
        damaged[index] = value
        walk(damaged)
      }
    }
  }

  @Test func staysInsideWhateverIsChangedAtRandom() throws {
    print("seed 13")
    var generator = SeededGenerator(seed: 13)
    var accepted = 0
    for _ in 0..<400 {
      let bytes = try PayloadEncoder.encode(RandomShop(using: &generator).content)
      for _ in 0..<25 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) { damage(&damaged, using: &generator) }
        accepted += walk(damaged) ? 1 : 0
      }
    }
    // If all were refused for their first bytes, nothing was tested.
    #expect(accepted > 100)
  }

  @Test func refusesEveryTruncationAndExtension() throws {
    let bytes = try PayloadEncoder.encode(Samples.small())
    for length in bytes.indices { #expect(!walk(Array(bytes.prefix(length)))) }
    #expect(!walk(bytes + [0]))
    #expect(!walk(bytes + [UInt8](repeating: 0, count: 8)))
  }

  @Test func refusesEveryPaddingThatIsNotZero() throws {
    let bytes = try PayloadEncoder.encode(Samples.small())
    for offset in [44, 0x17F, 0x18C, 0x1B2, 0x1B7, 0x1D4, 0x379, 0x37F] {
      var damaged = bytes
      damaged[offset] = 1
      #expect(!walk(damaged), "byte \(offset)")
    }
  }

  /// Whichever piece of the secrets it is in, at a border between two of them too: fewer secrets than pieces, as many, more.
  @Test(arguments: [2, 31, 32, 33, 150]) func refusesSecretsThatAreOutOfOrderAnywhere(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    var content = Samples.small()
    content.tombstones = []
    for key in content.keys.indices { content.keys[key].secrets = [] }
    content.keys[0].secrets = (0..<count).map { _ in
      let words = (generator.next(), generator.next(), generator.next(), generator.next())
      return .init(digest: TokenDigest(words: words), handle: nil, starts: .earliest, ends: .latest)
    }
    let bytes = try PayloadEncoder.encode(content)
    #expect(walk(bytes))
    let first = start(of: .secrets, in: bytes)
    for secret in 0..<count - 1 {
      var damaged = bytes
      for offset in (first + 64 * secret)..<(first + 64 * (secret + 1)) { damaged.swapAt(offset, offset + 64) }
      #expect(!walk(damaged), "secret \(secret)")
    }
    let entries = try BundleImage(checking: bytes.span).count(of: .index)
    for entry in 0..<entries {
      var damaged = bytes
      damaged[start(of: .index, in: bytes) + 4 * entry] ^= 1
      #expect(!walk(damaged), "entry \(entry) of \(entries)")
    }
  }

  /// A text before or after a scope's colon has none itself. The next character would do.
  @Test func refusesAColonInAPartOfAScope() throws {
    let bytes = try PayloadEncoder.encode(Samples.small())
    let image = try BundleImage(checking: bytes.span)
    let texts = start(of: .texts, in: bytes)
    for reference in [image.scope(0).resource, image.level(0)] {
      let last = texts + Int(reference) + 2 + image.text(reference).count - 1
      var damaged = bytes
      damaged[last] = 0x3B
      #expect(walk(damaged))
      damaged[last] = 0x3A
      #expect(!walk(damaged))
    }
  }

  private func start(of section: ImageSection, in bytes: [UInt8]) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[section.directoryOffset + $1]) << (8 * $1) }
  }

  @Test func tellsALaterVersionFromDamage() throws {
    var bytes = try PayloadEncoder.encode(Samples.small())
    bytes[8] = 2
    #expect(throws: ImageFailure.unsupportedVersion) { _ = try BundleImage(checking: bytes.span) }
    bytes[0] = 0
    #expect(throws: ImageFailure.corrupt) { _ = try BundleImage(checking: bytes.span) }
  }

  /// Nodes that meet again below would make a match visit paths instead of nodes.
  @Test func refusesATreeWhoseBranchesMeet() throws {
    var content = Samples.small()
    content.routes = ["GET /a/{x}/c", "GET /{y}/b/d"].map { .init(template: route($0), scope: nil) }
    let bytes = try PayloadEncoder.encode(content)
    let nodes = Int(bytes[ImageSection.nodes.directoryOffset]) | Int(bytes[ImageSection.nodes.directoryOffset + 1]) << 8
    for node in 0..<8 {
      for child in UInt8(0)..<8 where child != bytes[nodes + 16 * node + RouteNode.firstChild] {
        var damaged = bytes
        damaged[nodes + 16 * node + RouteNode.firstChild] = child
        #expect(!walk(damaged), "node \(node) to \(child)")
      }
    }
  }

  private func damage(_ bytes: inout [UInt8], using generator: inout some RandomNumberGenerator) {
    let index = Int.random(in: 0..<bytes.count, using: &generator)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes[index] = bytes[Int.random(in: 0..<bytes.count, using: &generator)]
    default:
      let other = Int.random(in: 0..<(bytes.count - 4), using: &generator)
      for offset in 0..<4 where index + offset < bytes.count { bytes[index + offset] = bytes[other + offset] }
    }
  }

  /// Whether `bytes` are taken; then every view of them is read.
  @discardableResult
  private func walk(_ bytes: [UInt8]) -> Bool {
    GuardedBytes(bytes).withSpan { span in
      guard let image = try? BundleImage(checking: span) else { return false }
      return ImageWalk(image).sum >= 0
    }
  }
}
