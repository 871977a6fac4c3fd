import Minisign
import MinisignSigning
import Sodium
import TestSupport
import Testing

@Suite struct MinisignSecretKeyTests {
  private let key: MinisignSecretKey
  private var generator = SeededGenerator(seed: 24)
  private let password: SecretBytes
  /// The least that libsodium takes: these tests are about the file.
  private let cost = MinisignPasswordCost(operations: 32_768, memory: 16_777_216)

  init() {
    let text = Array("correct horse".utf8)
    key = MinisignSecretKey.generate(using: &generator)
    password = SecretBytes(copying: text.span)
  }

  private func parse(_ text: [UInt8], password: SecretBytes? = nil) throws(MinisignSigningFailure) -> MinisignSecretKey
  {
    try MinisignSecretKey(text: text.span, password: password)
  }

  private mutating func encryptedText(cost: MinisignPasswordCost? = nil) throws -> [UInt8] {
    try key.fileText(password: password, cost: cost ?? self.cost, using: &generator).withBytes { $0.array }
  }

  private func plainText() throws -> [UInt8] {
    try key.fileText().withBytes { $0.array }
  }

  /// `text` with its 158 bytes edited.
  private func edited(_ text: [UInt8], _ edit: (inout [UInt8]) -> Void) throws -> [UInt8] {
    let lines = text.split(separator: 10)
    let line = Array(lines[1])
    var image = try #require({ Base64.padded.decode(line.span) }())
    edit(&image)
    return Array([Array(lines[0]), Base64.padded.encode(image.span), []].joined(separator: [10]))
  }

  @Test func aKeyWithoutPasswordIsReadAsItWasWritten() throws {
    let text = try plainText()
    let read = try parse(text)
    #expect(read.publicKey == key.publicKey)
    #expect(read.publicKey.keyID == key.publicKey.keyID)
    #expect(try parse(text.dropLast()).publicKey == key.publicKey)
    #expect(try parse(text, password: password).publicKey == key.publicKey)
    let line = Array(text.split(separator: 10)[1])
    #expect(try parse(line).publicKey == key.publicKey)
  }

  @Test mutating func aKeyWithPasswordIsReadWithItOnly() throws {
    let text = try encryptedText()
    #expect(try parse(text, password: password).publicKey == key.publicKey)
    #expect(throws: MinisignSigningFailure.passwordRequired) { try parse(text) }
    for wrong in ["", "correct horse ", "Correct horse"] {
      let wrong = Array(wrong.utf8)
      #expect(throws: MinisignSigningFailure.wrongPassword) {
        try parse(text, password: SecretBytes(copying: wrong.span))
      }
    }
  }

  @Test mutating func aKeyEncryptedTwiceHasTwoSalts() throws {
    let texts = [try encryptedText(), try encryptedText()]
    #expect(texts[0] != texts[1])
  }

  @Test mutating func refusesEveryDamagedByteOfAnEncryptedKey() throws {
    let text = try encryptedText()
    // Salt and cost take a derivation each to refuse; their first bytes will do.
    for index in Array(0..<8) + Array(54..<158).filter({ $0 % 8 == 0 }) {
      let damaged = try edited(text) { $0[index] ^= 1 }
      #expect(throws: MinisignSigningFailure.self, "byte \(index)") { try parse(damaged, password: password) }
    }
  }

  @Test func refusesHalvesThatDoNotBelongTogether() throws {
    let text = try plainText()
    for index in 62..<126 {
      let damaged = try edited(text) { $0[index] ^= 1 }
      #expect(throws: MinisignSigningFailure.malformedKey, "byte \(index)") { try parse(damaged) }
    }
  }

  @Test func aKeyWithoutPasswordHasTheRightChecksumOrNone() throws {
    let text = try plainText()
    let wrong = try edited(text) { $0[126] ^= 1 }
    #expect(throws: MinisignSigningFailure.malformedKey) { try parse(wrong) }
    let right = try edited(text) { image in
      let covered = Array("Ed".utf8) + image[54..<126]
      image.replaceSubrange(126..<158, with: BLAKE2b.hash256(covered.span))
    }
    #expect(try parse(right).publicKey == key.publicKey)
  }

  @Test mutating func refusesAPasswordThatCostsMoreThanMinisignAsksFor() throws {
    let text = try encryptedText()
    for offset in [38, 46] {
      for byte in 4..<8 {
        let costly = try edited(text) { $0[offset + byte] = 0x40 }
        #expect(throws: MinisignSigningFailure.passwordCost) { try parse(costly, password: password) }
      }
    }
  }

  @Test func refusesOtherAlgorithms() throws {
    let text = try plainText()
    for (offset, name) in [(0, "ED"), (2, "Ar"), (2, "sc"), (4, "B3"), (4, "\0\0")] {
      let other = try edited(text) { $0.replaceSubrange(offset..<offset + 2, with: name.utf8) }
      #expect(throws: MinisignSigningFailure.malformedKey) { try parse(other) }
    }
  }

  @Test func refusesTextsOfAnotherForm() throws {
    let text = try plainText()
    let publicKey = Array(key.publicKey.fileText.utf8)
    for other in [[], [10], text + [10], Array(text.dropLast(2)), text + text, publicKey, Array(text.dropFirst())] {
      #expect(throws: MinisignSigningFailure.malformedKey) { try parse(other) }
    }
    let shorter = try edited(text) { $0.removeLast() }
    let longer = try edited(text) { $0.append(0) }
    #expect(throws: MinisignSigningFailure.malformedKey) { try parse(shorter) }
    #expect(throws: MinisignSigningFailure.malformedKey) { try parse(longer) }
  }

  @Test func secretKeysPrintNothing() throws {
    #expect("\(key)" == "<redacted>")
    var dumped = ""
    dump(key, to: &dumped)
    let seed = key.key.withBytes { $0.extracting(0..<32).array }
    #expect(!dumped.contains(String(decoding: Hex.encode(seed.span), as: UTF8.self)))
    #expect(dumped.contains("<redacted>"))
  }

  @Test(arguments: ["a\nb", "a\u{1B}b", "a\tb", "é", "\0"]) func signsNoCommentThatCouldDeceive(comment: String) {
    let file: [UInt8] = [1]
    let prehash = MinisignPrehash(of: file.span)
    #expect(throws: MinisignSigningFailure.badComment) {
      try key.sign(prehash, trustedComment: Array(comment.utf8))
    }
    #expect(throws: MinisignSigningFailure.badComment) {
      try key.sign(prehash, trustedComment: [], untrustedComment: Array(comment.utf8))
    }
  }
}
