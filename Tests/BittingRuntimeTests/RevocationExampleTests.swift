import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import Foundation
import KeyModel
import Minisign
import MinisignSigning
import TestSupport
import Testing

/// The example of Revocations.md: what the page shows is what the writer makes, and what the reader and minisign accept.
struct RevocationExampleTests {
  private static let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources/BundleFormat/BundleFormat.docc/Revocations.md").standardized

  private static let signer = MinisignSecretKey(
    keyID: MinisignKeyID([1, 2, 3, 4, 5, 6, 7, 8].span), seed: Array(UInt8(0)..<32).span)
  private static let digests = [
    "c40fe5e35767634387790d1b2618c2dbf4f8f6ca658fca997d4b055d68f311ff",
    "0263829989b6fd954f72baaf2fc64bc2e2f01d692d4de72986ea808f6e99813f",
  ].map { TokenDigest($0)! }

  /// The bytes of the page's file.
  private func example() throws -> [UInt8] {
    let text = try String(contentsOf: RevocationExampleTests.page, encoding: .utf8)
    let block = try #require(
      text.components(separatedBy: "```revocations\n").last?.components(separatedBy: "```").first)
    return Array(block.utf8)
  }

  @Test func writerMakesTheExample() throws {
    let list = try RevocationSealer.seal(
      RevocationExampleTests.digests, of: name("shop"), issued: instant("2026-11-23T07:00:00Z"),
      signedBy: [RevocationExampleTests.signer])
    let page = try example()
    #expect(String(decoding: list, as: UTF8.self) == String(decoding: page, as: UTF8.self))
  }

  @Test func pageNamesTheSigner() throws {
    let text = try String(contentsOf: RevocationExampleTests.page, encoding: .utf8)
    let line = "    \(RevocationExampleTests.signer.publicKey)\n"
    #expect(text.contains(line))
  }

  @Test func readerReadsTheExample() throws {
    let bytes = try example()
    let trust = try #require(Trust([RevocationExampleTests.signer.publicKey], threshold: 1))
    let list = try VerifiedRevocations(try SealedRevocations(parsing: bytes.span), trusting: trust)
    #expect(list.statement.count == 2)
    #expect(list.statement.project == name("shop"))
    let digests = try list.list()
    for digest in RevocationExampleTests.digests { #expect(digests.contains(digest)) }
  }

  @Test(.enabled(if: Program.areInstalled("minisign"), "minisign is not installed"))
  func minisignVerifiesTheExample() throws {
    let folder = try TemporaryFolder()
    let lines = try example().split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
    try folder.write(Array(lines[0..<4].joined(separator: [0x0A])) + [0x0A], to: "list.minisig")
    try folder.write(Array(lines[4]), to: "list")
    let key = "\(RevocationExampleTests.signer.publicKey)"
    let verified = try Program.run("minisign", ["-V", "-Q", "-H", "-P", key, "-m", "list"], in: folder)
    #expect(verified.status == 0)
    let statement = RevocationStatement(project: name("shop"), issued: instant("2026-11-23T07:00:00Z"), count: 2)
    #expect(verified.output == Array("\(statement)\n".utf8))
  }
}
