import Minisign
import MinisignSigning
import Sodium
import TestSupport
import Testing

/// Against the `minisign` program, in both directions.
@Suite(.enabled(if: Program.areInstalled("minisign"), "minisign is not installed"))
struct MinisignInteropTests {
  private static let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 1_048_576]

  private func payload(of size: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: UInt64(size) + 1)
    return generator.bytes(count: size)
  }

  private func prehash(of size: Int) -> MinisignPrehash {
    let payload = payload(of: size)
    return MinisignPrehash(of: payload.span)
  }

  private func publicKey(in folder: TemporaryFolder) throws -> MinisignPublicKey {
    let file = try folder.read("pub")
    return try MinisignPublicKey(file: file.span)
  }

  private func signature(in folder: TemporaryFolder) throws -> MinisignSignature {
    let file = try folder.read("file.minisig")
    return try MinisignSignature(parsing: file.span)
  }

  @Test(arguments: sizes) func verifiesWhatMinisignSigned(size: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(payload(of: size), to: "file")
    #expect(try Program.run("minisign", ["-G", "-W", "-p", "pub", "-s", "sec"], in: folder).status == 0)
    let arguments = ["-S", "-s", "sec", "-m", "file", "-t", "what is trusted", "-c", "what is not"]
    #expect(try Program.run("minisign", arguments, in: folder).status == 0)
    let key = try publicKey(in: folder)
    let signature = try signature(in: folder)
    #expect(signature.trustedComment == Array("what is trusted".utf8))
    #expect(signature.untrustedComment == Array("what is not".utf8))
    try signature.verify(prehash(of: size), with: key)
  }

  @Test(arguments: sizes) func minisignVerifiesWhatWasSigned(size: Int) throws {
    let folder = try TemporaryFolder()
    var generator = SodiumGenerator()
    let key = MinisignSecretKey.generate(using: &generator)
    let signature = try key.sign(
      prehash(of: size), trustedComment: Array("what is trusted".utf8))
    try folder.write(payload(of: size), to: "file")
    try folder.write(signature.fileText, to: "file.minisig")
    let byLine = try Program.run("minisign", ["-V", "-Q", "-H", "-P", "\(key.publicKey)", "-m", "file"], in: folder)
    #expect(byLine.status == 0)
    #expect(byLine.output == Array("what is trusted\n".utf8))
    try folder.write(Array(key.publicKey.fileText.utf8), to: "pub")
    #expect(try Program.run("minisign", ["-V", "-p", "pub", "-m", "file"], in: folder).status == 0)
  }

  /// It has tabs between its facts, and only what is harmless to print is taken.
  @Test func rejectsTheCommentThatMinisignWritesUnasked() throws {
    let folder = try TemporaryFolder()
    var generator = SodiumGenerator()
    try MinisignSecretKey.generate(using: &generator).fileText().withBytes { _ = try folder.write($0.array, to: "sec") }
    try folder.write(payload(of: 100), to: "file")
    #expect(try Program.run("minisign", ["-S", "-s", "sec", "-m", "file"], in: folder).status == 0)
    #expect(throws: MinisignFailure.malformed) { try signature(in: folder) }
  }

  @Test func minisignSignsWithAGeneratedKey() throws {
    let folder = try TemporaryFolder()
    var generator = SodiumGenerator()
    let key = MinisignSecretKey.generate(using: &generator)
    try key.fileText().withBytes { _ = try folder.write($0.array, to: "sec") }
    try folder.write(payload(of: 100), to: "file")
    #expect(try Program.run("minisign", ["-S", "-s", "sec", "-m", "file", "-t", "t"], in: folder).status == 0)
    let signature = try signature(in: folder)
    try signature.verify(prehash(of: 100), with: key.publicKey)
  }

  @Test func signsWithAKeyOfMinisign() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("minisign", ["-G", "-W", "-p", "pub", "-s", "sec"], in: folder).status == 0)
    let file = try folder.read("sec")
    let key = try MinisignSecretKey(text: file.span)
    #expect(try key.publicKey == publicKey(in: folder))
    #expect(try key.publicKey.keyID == publicKey(in: folder).keyID)
    #expect(try key.fileText().withBytes { $0.array } == file)
  }

  @Test func usesTheKeyMinisignEncryptedWithAPassword() throws {
    let folder = try TemporaryFolder()
    let password = Array("correct horse".utf8)
    let twice = password + [10] + password + [10]
    let made = try Program.run("minisign", ["-G", "-p", "pub", "-s", "sec"], input: twice, in: folder)
    #expect(made.status == 0)
    let file = try folder.read("sec")
    let key = try MinisignSecretKey(text: file.span, password: SecretBytes(copying: password.span))
    #expect(try key.publicKey == publicKey(in: folder))
  }

  @Test func minisignSignsWithAKeyEncryptedHere() throws {
    let folder = try TemporaryFolder()
    var generator = SodiumGenerator()
    let key = MinisignSecretKey.generate(using: &generator)
    let password = Array("correct horse".utf8)
    let file = try key.fileText(password: SecretBytes(copying: password.span), using: &generator)
    try file.withBytes { _ = try folder.write($0.array, to: "sec") }
    try folder.write(payload(of: 100), to: "file")
    let signed = try Program.run(
      "minisign", ["-S", "-s", "sec", "-m", "file", "-t", "t"], input: password + [10], in: folder)
    #expect(signed.status == 0)
    let signature = try signature(in: folder)
    try signature.verify(prehash(of: 100), with: key.publicKey)
  }

  @Test func minisignReadsTheLongestCommentsThatAreSigned() throws {
    let folder = try TemporaryFolder()
    var generator = SodiumGenerator()
    let key = MinisignSecretKey.generate(using: &generator)
    let prehash = prehash(of: 1)
    let trusted = [UInt8](repeating: UInt8(ascii: "t"), count: 8173)
    let untrusted = [UInt8](repeating: UInt8(ascii: "u"), count: 1003)
    let signature = try key.sign(prehash, trustedComment: trusted, untrustedComment: untrusted)
    try folder.write(payload(of: 1), to: "file")
    try folder.write(signature.fileText, to: "file.minisig")
    #expect(try Program.run("minisign", ["-V", "-P", "\(key.publicKey)", "-m", "file"], in: folder).status == 0)
    #expect(throws: MinisignSigningFailure.badComment) { try key.sign(prehash, trustedComment: trusted + [65]) }
    #expect(throws: MinisignSigningFailure.badComment) {
      try key.sign(prehash, trustedComment: [], untrustedComment: untrusted + [65])
    }
  }
}
