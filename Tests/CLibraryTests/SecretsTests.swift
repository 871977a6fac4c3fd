import AgeFile
import BundleFormat
import BundleSamples
import BundleWriting
import Foundation
import KeyModel
import Minisign
import Sodium
import TestSupport
import Testing

/// What of a running program a core file shows: neither what opens bundles, nor what they hold.
@Suite(.enabled(if: InstalledLibrary.isBuilt, "`make lib` builds what this needs"))
struct SecretsTests {
  @Test(.enabled(if: Program.areInstalled("gdb"), "gdb is not installed"))
  func noSecretIsInACoreFile() throws {
    let shop = try ShopFolder()
    let decoy = Array("a decoy that nobody guards".utf8)
    try shop.folder.write(decoy, to: "decoy")
    let bundle = try shop.seal(SecretsTests.large(shop), by: [0])
    try shop.folder.write(bundle, to: "large.bitting")
    let outcome = try InstalledLibrary.shared().compile("secrets.c").run([shop.path])
    #expect(outcome.status == 0, "\(outcome.errors)")

    let core = Data(try shop.folder.read("core"))
    let everything = Data(try shop.folder.read("everything"))
    let closed = Data(try shop.folder.read("closed"))
    #expect(core.contains(decoy) && closed.contains(decoy))
    for secret in try SecretsTests.secrets(of: shop, bundle) {
      #expect(!core.contains(secret.bytes), "\(secret.name)")
      #expect(!closed.contains(secret.bytes), "\(secret.name)")
      // What the library still needs is there, so it would have been found; the rest has been wiped.
      #expect(everything.contains(secret.bytes) == secret.isNeeded, "\(secret.name)")
    }
  }

  /// A bundle of which an image of some hundred kilobytes comes, with a mark on each of its pages.
  private static func large(_ shop: ShopFolder) -> BundleContent {
    var content = shop.content(owner: "one@shop.example")
    for number in 0..<3_000 {
      var key = content.keys[0]
      key.id = keyID("key-\(number)")
      key.owner = Text("mark-of-the-image-\(number)@shop.example")
      key.secrets = []
      content.keys.append(key)
    }
    return content
  }

  private static func secrets(of shop: ShopFolder, _ bundle: [UInt8]) throws -> [Secret] {
    let head = try MinisignSignatures(atHeadOf: bundle.span, limit: BundleLimits.signatures)
    let age = Array(bundle.dropFirst(head.byteCount))
    let header = try AgeHeader(parsing: age.span)
    let fileKey = try #require(try header.stanzas.compactMap { try shop.identity.unwrap($0) }.first)
    let nonce = Array(age[header.byteCount..<header.byteCount + 16])
    let identity = try #require(try shop.folder.read("identity").split(separator: 0x0A).last)
    return [
      Secret(name: "the identity", bytes: shop.identity.scalar.withBytes { $0.bytes }, isNeeded: true),
      Secret(name: "the identity's text", bytes: Array(identity.suffix(58)), isNeeded: false),
      Secret(name: "the file key", bytes: fileKey.withBytes { $0.bytes }, isNeeded: false),
      Secret(
        name: "the payload key", bytes: fileKey.payloadKey(nonce: nonce.span).withBytes { $0.bytes }, isNeeded: false),
      Secret(name: "the first key's owner", bytes: Array("mark-of-the-image-0@".utf8), isNeeded: true),
      Secret(name: "the last key's owner", bytes: Array("mark-of-the-image-2999@".utf8), isNeeded: true),
      Secret(name: "any key's owner", bytes: Array("mark-of-the-image-".utf8), isNeeded: true),
    ]
  }
}

/// What nobody may see, and whether the library keeps it for as long as it decides.
private struct Secret {
  let name: String
  let bytes: [UInt8]
  let isNeeded: Bool
}

extension Data {
  fileprivate func contains(_ text: [UInt8]) -> Bool { range(of: Data(text)) != nil }
}
