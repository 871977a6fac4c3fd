import AgeFile
import AgeWriting
import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Minisign
import MinisignSigning
import Sodium
import TestSupport
import Testing

/// A bundle is a `.minisig` and an `.age`, to the programs of those names too.
@Suite(.enabled(if: Program.areInstalled("age", "age-keygen", "minisign"), "age or minisign is not installed"))
struct StandardToolsTests {
  private let workshop = Workshop()

  @Test func toolsVerifyAndOpenOurBundles() throws {
    let folder = try TemporaryFolder()
    let payload = try PayloadEncoder.encode(Samples.small())
    let file = try workshop.seal(payload: payload)
    let lines = file.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
    try folder.write(Array(lines[0..<4].joined(separator: [0x0A])) + [0x0A], to: "bundle.age.minisig")
    try folder.write(Array(lines[4]), to: "bundle.age")
    let identity = workshop.identity.text.withBytes { text in (0..<text.count).map { text[$0] } }
    try folder.write(identity + [0x0A], to: "identity")
    let key = "\(workshop.signers[0].publicKey)"
    let verified = try Program.run("minisign", ["-V", "-Q", "-H", "-P", key, "-m", "bundle.age"], in: folder)
    #expect(verified.status == 0)
    #expect(verified.output == Array("\(workshop.statement(of: payload))\n".utf8))
    let opened = try Program.run("age", ["-d", "-i", "identity", "bundle.age"], in: folder)
    #expect(opened.output == payload)
  }

  @Test func bundlesMadeWithTheToolsOpen() throws {
    let folder = try TemporaryFolder()
    let payload = try PayloadEncoder.encode(Samples.small())
    try folder.write(payload, to: "payload")
    #expect(try Program.run("age-keygen", ["-o", "identity"], in: folder).status == 0)
    let recipient = try Program.run("age-keygen", ["-y", "identity"], in: folder).output
    let text = String(decoding: recipient.dropLast(), as: UTF8.self)
    #expect(try Program.run("age", ["-r", text, "-o", "bundle.age", "payload"], in: folder).status == 0)
    #expect(try Program.run("minisign", ["-G", "-W", "-p", "pub", "-s", "sec"], in: folder).status == 0)
    let comment = workshop.statement(of: payload).description
    let signing = ["-S", "-H", "-s", "sec", "-m", "bundle.age", "-t", comment]
    #expect(try Program.run("minisign", signing, in: folder).status == 0)

    let (publicKey, identities) = (try folder.read("pub"), try folder.read("identity"))
    let trust = try #require(Trust([try MinisignPublicKey(file: publicKey.span)], threshold: 1))
    let identity = try AgeIdentityFile(parsing: identities.span).identities[0]
    let file = try folder.read("bundle.age.minisig") + folder.read("bundle.age")
    let next = try workshop.open(file, trusting: trust, with: identity).next
    #expect(next.content == workshop.statement(of: payload).content)
  }

  @Test func minisignVerifiesOurRevocationLists() throws {
    let folder = try TemporaryFolder()
    let list = try workshop.list([digest([1]), digest([2])])
    let lines = list.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
    try folder.write(Array(lines[0..<4].joined(separator: [0x0A])) + [0x0A], to: "list.minisig")
    try folder.write(Array(lines[4]), to: "list")
    let key = "\(workshop.signers[0].publicKey)"
    let verified = try Program.run("minisign", ["-V", "-Q", "-H", "-P", key, "-m", "list"], in: folder)
    #expect(verified.status == 0)
    try folder.write(Array(lines[4].dropLast(65)), to: "list")
    #expect(try Program.run("minisign", ["-V", "-Q", "-H", "-P", key, "-m", "list"], in: folder).status != 0)
  }

  @Test func revocationListsMadeWithMinisignAreAccepted() throws {
    let folder = try TemporaryFolder()
    let digests = [digest([1]), digest([2])].sorted()
    try folder.write(Array(digests.map { "\($0)\n" }.joined().utf8), to: "list")
    #expect(try Program.run("minisign", ["-G", "-W", "-p", "pub", "-s", "sec"], in: folder).status == 0)
    let comment = RevocationStatement(project: name("shop"), issued: workshop.issued, count: 2).description
    let signing = ["-S", "-H", "-s", "sec", "-m", "list", "-t", comment]
    #expect(try Program.run("minisign", signing, in: folder).status == 0)
    let publicKey = try folder.read("pub")
    let trust = try #require(Trust([try MinisignPublicKey(file: publicKey.span)], threshold: 1))
    let (gate, mark) = try workshop.open(try workshop.seal(Samples.small()))
    let file = try folder.read("list.minisig") + folder.read("list")
    #expect(try workshop.revoke(file, on: gate, after: mark, trusting: trust).next.revocations?.count == 2)
  }
}
