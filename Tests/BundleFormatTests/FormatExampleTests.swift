import BundleFormat
import BundleSamples
import BundleWriting
import Foundation
import KeyModel
import Testing

/// The example of Format.md: what the page shows is what the writer makes and the reader reads.
struct FormatExampleTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/BundleFormat/BundleFormat.docc/Format.md").standardized

  /// The bytes of the page's block of hex; each line's offset has to be where it stands.
  private func example() throws -> [UInt8] {
    let text = try String(contentsOf: FormatExampleTests.page, encoding: .utf8)
    let block = try #require(text.components(separatedBy: "```hex\n").last?.components(separatedBy: "```").first)
    var bytes: [UInt8] = []
    for line in block.split(separator: "\n") where !line.hasPrefix(";") {
      let parts = line.components(separatedBy: ": ")
      #expect(Int(parts[0], radix: 16) == bytes.count)
      bytes += try parts[1].split(separator: " ").map { try #require(UInt8($0, radix: 16)) }
    }
    return bytes
  }

  @Test func writerMakesTheExample() throws {
    #expect(try PayloadEncoder.encode(Samples.small()) == example())
  }

  @Test func readerReadsTheExample() throws {
    let bytes = try example()
    let image = try BundleImage(checking: bytes.span)
    let names = [string(image.project), string(image.service), string(image.environment), string(image.tokenLead)]
    #expect(names == ["shop", "storefront", "live", "shop_live_"])
    let secret = image.secret(1)
    let owner = string(image.text(image.key(Int(secret.keyIndex)).owner))
    #expect(owner == "sync@shop.example")
    #expect(secret.handle?.description == "k7Hq2mZp")
    #expect(secret.ends == instant("2026-12-01T08:00:00Z"))
  }

  @Test func pageNamesTheSizeOfTheExample() throws {
    let text = try String(contentsOf: FormatExampleTests.page, encoding: .utf8)
    #expect(text.contains("Its payload has \(try example().count) bytes."))
  }
}
