import AgeFile
import AgeWriting
import Sodium
import TestSupport
import Testing

/// Against the `age` and `age-keygen` programs, in both directions.
@Suite(.enabled(if: Program.areInstalled("age", "age-keygen"), "age is not installed"))
struct AgeInteropTests {
  private static let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 1_048_576]

  private func payload(of size: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(size) + 1)
    return generator.bytes(count: size)
  }

  @Test(arguments: sizes) func opensWhatAgeSealed(size: Int) throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("age-keygen", ["-o", folder.path("identity")]).status == 0)
    let file = try folder.read("identity")
    let identities = try AgeIdentityFile(parsing: file.span).identities
    let recipient = try #require(identities.first).recipient
    let sealed = try Program.run("age", ["-r", "\(recipient)"], input: payload(of: size))
    #expect(sealed.status == 0)
    let opened = try AgePayload(opening: sealed.output.span, with: identities)
    #expect(opened.plaintextCount == size)
    #expect(try opened.decrypt(sealed.output.span) == payload(of: size))
  }

  @Test(arguments: sizes, [false, true]) func ageOpensWhatWasSealed(size: Int, armored: Bool) throws {
    let folder = try TemporaryFolder()
    var generator = SodiumGenerator()
    let identity = AgeIdentity.generate(using: &generator)
    let other = AgeIdentity.generate(using: &generator)
    let payload = payload(of: size)
    let sealed = try AgeSealing.seal(payload.span, to: [other.recipient, identity.recipient], using: &generator)
    try identity.fileText(created: "2026-11-23T07:00:00Z").withBytes { _ = try folder.write($0.array, to: "identity") }
    let opened = try Program.run(
      "age", ["-d", "-i", folder.path("identity")], input: armored ? AgeArmor.encode(sealed) : sealed)
    #expect(opened.errors == "")
    #expect(opened.output == payload)
  }

  @Test func ageKeygenAgreesOnTheRecipientOfAGeneratedIdentity() throws {
    var generator = SodiumGenerator()
    for _ in 0..<10 {
      let identity = AgeIdentity.generate(using: &generator)
      let file = identity.fileText(created: "2026-11-23T07:00:00Z").withBytes { $0.array }
      let outcome = try Program.run("age-keygen", ["-y"], input: file)
      #expect(outcome.output == Array("\(identity.recipient)\n".utf8))
    }
  }

  @Test func generatedFileHasTheLinesOfAgeKeygen() throws {
    let theirs = try Program.run("age-keygen", []).output
    let identity = try #require(try AgeIdentityFile(parsing: theirs.span).identities.first)
    let created = String(decoding: theirs.dropFirst("# created: ".utf8.count).prefix { $0 != 10 }, as: UTF8.self)
    #expect(identity.fileText(created: created).withBytes { $0.array } == theirs)
  }
}
