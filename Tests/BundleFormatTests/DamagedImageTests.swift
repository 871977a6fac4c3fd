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
      return Walk(image).sum >= 0
    }
  }
}

/// Reads all that an image says.
private struct Walk {
  var sum = 0

  init(_ image: borrowing BundleImage) {
    add(image.project)
    add(image.tokenLead)
    for index in 0..<image.count(of: .keys) {
      let key = image.key(index)
      add(image.text(key.id))
      add(image.text(key.owner))
      add(image.text(image.type(Int(key.typeIndex)).name))
      sum += Int(image.limits(Int(key.limitIndex)).burst & 1)
    }
    for index in 0..<image.count(of: .secrets) { read(image.secret(index), image.digest(index), image) }
    for index in 0..<image.count(of: .scopes) {
      add(image.text(image.scope(index).resource))
      add(image.text(image.level(Int(image.scope(index).level))))
    }
    for index in 0..<image.count(of: .routes) { add(image.text(image.route(index).template)) }
    for path in ["/", "/a", "/v1/tenants/acme/orders", "/a/b/orders/a", "/orders/orders/orders/orders", "/b/b/"] {
      for method in ["GET", "POST"] {
        let found = image.route(method: method.utf8.span, path: PathCuts(atSlashesOf: path.utf8.span)) ?? 0
        sum += Int(found & 1)
      }
    }
    sum += Int((image.scope(named: "orders:read".utf8.span) ?? 0) & 1)
  }

  private mutating func read(_ record: SecretRecord, _ digest: TokenDigest, _ image: borrowing BundleImage) {
    let candidate = image.candidate(for: digest)
    sum += (candidate?.index ?? 0) & 1
    for address in RandomShop.addresses { sum += image.networks(record.networkSet, admit: address) ? 1 : 0 }
    for scope in 0..<image.count(of: .scopes) {
      sum += image.grants(record.grantSet, include: UInt32(scope)) ? 1 : 0
    }
    if record.tenantText > SecretRecord.allTenants { add(image.text(record.tenantText)) }
    sum += Int(record.handle?.packed ?? 0 & 1) & 1
  }

  private mutating func add(_ text: Span<UInt8>) {
    for index in text.indices { sum += Int(text[index] & 1) }
  }
}

extension PathCuts {
  /// A path cut at its slashes, and nothing more.
  @_lifetime(copy path)
  fileprivate init(atSlashesOf path: Span<UInt8>) {
    var ends = InlineArray<32, UInt16>(repeating: 0)
    var count = 0
    for index in 1...path.count where index == path.count || path[index] == 0x2F {
      ends[count] = UInt16(index)
      count += 1
    }
    self.init(path, ends: ends, count: count)
  }
}
