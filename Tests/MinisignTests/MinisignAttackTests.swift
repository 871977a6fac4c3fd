import CSodium
import Minisign
import MinisignSigning
import Sodium
import TestSupport
import Testing

@Suite struct MinisignAttackTests {
  private let key: MinisignSecretKey
  private let other: MinisignSecretKey
  private let file: [UInt8]
  private let prehash: MinisignPrehash
  private let genuine: MinisignSignature

  init() throws {
    var generator = SeededGenerator(seed: 21)
    let file = Array("what is signed".utf8)
    key = MinisignSecretKey.generate(using: &generator)
    other = MinisignSecretKey.generate(using: &generator)
    let prehash = MinisignPrehash(of: file.span)
    self.file = file
    self.prehash = prehash
    genuine = try key.sign(prehash, trustedComment: Array("serial=7".utf8))
  }

  private func parse(_ text: [UInt8]) throws(MinisignFailure) -> MinisignSignature {
    try MinisignSignature(parsing: text.span)
  }

  /// The genuine signature with one part put in place of another.
  private func forged(
    keyID: MinisignKeyID? = nil, trustedComment: String? = nil, signature: [UInt8]? = nil, global: [UInt8]? = nil
  ) -> MinisignSignature {
    MinisignSignature(
      keyID: keyID ?? genuine.keyID, untrustedComment: genuine.untrustedComment,
      trustedComment: trustedComment.map { Array($0.utf8) } ?? genuine.trustedComment,
      signature: signature ?? genuine.signature, globalSignature: global ?? genuine.globalSignature)
  }

  @Test func verifiesWhatTheKeySignedAndNothingElse() throws {
    try genuine.verify(prehash, with: key.publicKey)
    let changed = Array("What is signed".utf8)
    #expect(throws: MinisignFailure.badSignature) {
      try genuine.verify(MinisignPrehash(of: changed.span), with: key.publicKey)
    }
    #expect(throws: MinisignFailure.otherKey) { try genuine.verify(prehash, with: other.publicKey) }
  }

  @Test func rejectsAnotherKeyWithTheSameKeyID() throws {
    let twin = other.key.withBytes { MinisignSecretKey(keyID: key.publicKey.keyID, seed: $0.extracting(0..<32)) }
    #expect(twin.publicKey.keyID == key.publicKey.keyID)
    #expect(twin.publicKey != key.publicKey)
    let signature = try twin.sign(prehash, trustedComment: Array("serial=7".utf8))
    #expect(throws: MinisignFailure.badSignature) { try signature.verify(prehash, with: key.publicKey) }
  }

  @Test func oneKeyUnderTwoKeyIDsIsOneKey() {
    let renamed = key.key.withBytes { MinisignSecretKey(keyID: MinisignKeyID(value: 1), seed: $0.extracting(0..<32)) }
    #expect(renamed.publicKey == key.publicKey)
    #expect(Set([renamed.publicKey, key.publicKey, other.publicKey]).count == 2)
  }

  @Test func rejectsAnEditedTrustedComment() {
    for comment in ["serial=8", "serial=7 ", "", "serial=77"] {
      #expect(throws: MinisignFailure.badTrustedComment) {
        try forged(trustedComment: comment).verify(prehash, with: key.publicKey)
      }
    }
  }

  @Test func rejectsACommentAndItsSignatureFromAnotherFile() throws {
    let later = Array("signed later".utf8)
    let second = try key.sign(MinisignPrehash(of: later.span), trustedComment: Array("serial=8".utf8))
    #expect(throws: MinisignFailure.badTrustedComment) {
      try forged(trustedComment: "serial=8", global: second.globalSignature).verify(prehash, with: key.publicKey)
    }
  }

  @Test func everyFlippedBitButInTheUntrustedCommentIsRefused() throws {
    let text = genuine.fileText
    let untrusted = "untrusted comment: ".utf8.count..<"untrusted comment: ".utf8.count + genuine.untrustedComment.count
    for index in text.indices where !untrusted.contains(index) {
      for bit in 0..<8 {
        var flipped = text
        flipped[index] ^= 1 << UInt8(bit)
        #expect(throws: MinisignFailure.self, "byte \(index), bit \(bit)") {
          try parse(flipped).verify(prehash, with: key.publicKey)
        }
      }
    }
  }

  @Test func everyTruncationAndEveryAddedByteIsRefused() {
    let text = genuine.fileText
    for count in 0..<text.count {
      #expect(throws: MinisignFailure.malformed) { try parse(Array(text[..<count])) }
    }
    for byte in UInt8.min ... .max {
      #expect(throws: MinisignFailure.malformed) { try parse(text + [byte]) }
      #expect(throws: MinisignFailure.malformed) { try parse([byte] + text) }
    }
  }

  /// A legacy signature is over the file itself; here over the hash, so that only the two letters give it away.
  @Test func rejectsTheLegacyAlgorithm() throws {
    let lines = String(decoding: genuine.fileText, as: UTF8.self).split(separator: "\n")
    var head = Array("Ed".utf8)
    head += genuine.keyID.bytes
    head += genuine.signature
    let line = String(decoding: Base64.padded.encode(head.span), as: UTF8.self)
    let text = [lines[0], line[...], lines[2], lines[3], ""].joined(separator: "\n")
    #expect(throws: MinisignFailure.legacyAlgorithm) { try parse(Array(text.utf8)) }
  }

  @Test(.enabled(if: Program.areInstalled("minisign"), "minisign is not installed"))
  func rejectsALegacySignatureOfMinisign() throws {
    let folder = try TemporaryFolder()
    try folder.write(file, to: "file")
    try key.fileText().withBytes { _ = try folder.write($0.array, to: "sec") }
    let arguments = ["-S", "-l", "-s", "sec", "-m", "file", "-t", "t"]
    #expect(try Program.run("minisign", arguments, in: folder).status == 0)
    let text = try folder.read("file.minisig")
    #expect(throws: MinisignFailure.legacyAlgorithm) { try parse(text) }
  }

  /// Signatures by a point of low order would fit any message.
  @Test func rejectsAPublicKeyOfLowOrder() {
    var point = [UInt8](repeating: 0, count: 32)
    point[0] = 1
    let weak = MinisignPublicKey(keyID: genuine.keyID, key: point)
    let nothing = point + [UInt8](repeating: 0, count: 32)
    #expect(throws: MinisignFailure.badSignature) {
      try forged(signature: nothing, global: nothing).verify(prehash, with: weak)
    }
  }
}
