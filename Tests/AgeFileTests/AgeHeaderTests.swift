import AgeFile
import AgeWriting
import Sodium
import TestSupport
import Testing

@Suite struct AgeHeaderTests {
  private let identity: AgeIdentity
  private let fileKey: AgeFileKey
  private var generator = SeededGenerator(seed: 12)

  init() {
    identity = AgeIdentity.generate(using: &generator)
    fileKey = AgeFileKey(generator.secretBytes(count: 16))
  }

  private mutating func ownStanza() throws -> AgeStanza {
    try #require(identity.recipient.wrap(fileKey, using: &generator))
  }

  private func stanza(_ type: String, body: Int = 0) -> AgeStanza {
    AgeStanza(arguments: [Array(type.utf8)], body: [UInt8](repeating: 7, count: body))
  }

  /// A whole file, with an empty payload, behind these stanzas.
  private func file(_ stanzas: [AgeStanza]) -> [UInt8] {
    let nonce = [UInt8](repeating: 3, count: 16)
    var chunk = [UInt8](repeating: 0, count: 16)
    let none: [UInt8] = []
    fileKey.payloadKey(nonce: nonce.span).withBytes { key in
      unsafe ChaCha.seal(none.span, key: key, nonce: ChaChaNonce(isFinal: true), into: &chunk)
    }
    return AgeHeader(stanzas: stanzas, fileKey: fileKey).text + nonce + chunk
  }

  private func open(_ file: [UInt8]) throws(AgeFailure) -> [UInt8] {
    try AgePayload(opening: file.span, with: [identity]).decrypt(file.span)
  }

  @Test mutating func ignoresStanzasItDoesNotKnow() throws {
    let own = try ownStanza()
    let unknown = ["x25519", "mlkem768x25519", "p256tag", "grease-1!"].map { stanza($0, body: 1200) }
    #expect(try open(file(unknown + [own] + unknown)) == [])
    #expect(throws: AgeFailure.noMatch) { try open(file(unknown)) }
  }

  @Test mutating func bodiesOfEveryLengthAreWrittenAsTheyAreRead() throws {
    for body in 0...100 {
      let header = AgeHeader(stanzas: [stanza("x", body: body)], fileKey: fileKey)
      let text = header.text
      let parsed = try AgeHeader(parsing: text.span)
      #expect(parsed.stanzas == header.stanzas)
      #expect(parsed.text == text)
      #expect(parsed.byteCount == text.count)
    }
  }

  @Test mutating func takesTheHighestNumberOfStanzasAndNoMore() throws {
    let own = try ownStanza()
    let others = (0..<AgeLimits.stanzaCount).map { _ in stanza("x") }
    #expect(try open(file(others.dropLast() + [own])) == [])
    #expect(throws: AgeFailure.malformedHeader) { try open(file(others + [own])) }
    #expect(throws: AgeFailure.malformedHeader) { try open(file((0..<10_000).map { _ in stanza("x") })) }
  }

  @Test mutating func takesTheLongestHeaderAndNoMore() throws {
    let own = try ownStanza()
    let room = AgeLimits.headerByteCount - AgeHeader(stanzas: [own], fileKey: fileKey).text.count
    // "-> ", the type, and two line ends.
    let filling = stanza(String(repeating: "x", count: room - 5))
    #expect(AgeHeader(stanzas: [filling, own], fileKey: fileKey).text.count == AgeLimits.headerByteCount)
    #expect(try open(file([filling, own])) == [])
    let longer = stanza(String(repeating: "x", count: room - 4))
    #expect(throws: AgeFailure.malformedHeader) { try open(file([longer, own])) }
  }

  @Test(arguments: [1_000_000, 50_000_000]) func looksNoFurtherThanAHeaderMayReach(count: Int) {
    let endless = Array("age-encryption.org/v1\n-> ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: count)
    #expect(throws: AgeFailure.malformedHeader) { try open(endless) }
  }

  @Test mutating func refusesAStanzaThatWasAddedOrTakenAway() throws {
    let own = try ownStanza()
    let genuine = AgeHeader(stanzas: [own, stanza("x")], fileKey: fileKey)
    let tail = file([own, stanza("x")]).dropFirst(genuine.text.count)
    for stanzas in [[own], [stanza("x"), own], [own, stanza("x"), stanza("x")], [own, stanza("y")]] {
      let forged = AgeHeader(stanzas: stanzas, fileKey: fileKey).text.dropLast(44)
      #expect(throws: AgeFailure.headerAuthentication) { try open(forged + genuine.text.suffix(44) + tail) }
    }
  }

  /// The header is judged by what it says; so no other bytes may say the same.
  @Test mutating func everyByteOfAHeaderCounts() throws {
    let plusAndSlash = AgeStanza(arguments: [Array("x".utf8)], body: [0xFB, 0xFF, 0xBF, 0xFB, 0xFF])
    let genuine = file([plusAndSlash, try ownStanza()])
    #expect(try open(genuine) == [])
    for index in 0..<(genuine.count - 32) {
      for byte in UInt8.min ... .max where byte != genuine[index] {
        var forged = genuine
        forged[index] = byte
        #expect((try? open(forged)) == nil, "byte \(index) is \(byte)")
      }
    }
  }

  @Test func tellsAnotherVersionFromNonsense() {
    #expect(throws: AgeFailure.unsupportedVersion) { try open(Array("age-encryption.org/v2\n".utf8)) }
    #expect(throws: AgeFailure.unsupportedVersion) { try open(Array("age-encryption.org/v1 \n".utf8)) }
    #expect(throws: AgeFailure.malformedHeader) { try open(Array("-----BEGIN AGE ENCRYPTED FILE-----\n".utf8)) }
    #expect(throws: AgeFailure.malformedHeader) { try open(Array("age-encryption.org/v1".utf8)) }
    #expect(throws: AgeFailure.malformedHeader) { try open([]) }
  }

  /// Points whose multiples are known to everybody: zero, one, and one of order eight.
  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  ])
  mutating func refusesPointsOfLowOrder(hex: String) throws {
    let digits = Array(hex.utf8)
    let point = try #require({ Hex.decode(digits.span) }())
    let forged = AgeStanza(
      arguments: [Array("X25519".utf8), Base64.unpadded.encode(point.span)], body: [UInt8](repeating: 0, count: 32))
    #expect(throws: AgeFailure.malformedHeader) { try open(file([forged])) }

    var text = ""
    Bech32.recipient.encode(point.span) { text.unicodeScalars.append(Unicode.Scalar($0)) }
    let recipients = [identity.recipient, try AgeRecipient(text)]
    #expect(throws: AgeSealFailure.weakRecipient(index: 1)) {
      try AgeSealing.seal(point.span, to: recipients, using: &generator)
    }
  }

  /// What is compared with a list is what libsodium would refuse, with and without the bit that means nothing.
  @Test func knowsThePointsOfLowOrder() throws {
    var points: [[UInt8]] = []
    for hex in [
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    ] {
      let digits = Array(hex.utf8)
      points.append(try #require({ Hex.decode(digits.span) }()))
    }
    // Around zero and the prime, and what differs from any of these in one bit.
    for lowest in UInt8.min...UInt8.max {
      for filling: UInt8 in [0, 0xFF] {
        points.append([lowest] + [UInt8](repeating: filling, count: 30) + [filling & 0x7F])
      }
    }
    points += points.prefix(8).flatMap { point in
      (0..<256).map { bit in
        var changed = point
        changed[bit / 8] ^= 1 << UInt8(bit % 8)
        return changed
      }
    }
    let scalar = [UInt8](repeating: 1, count: 32)
    for point in points {
      var text = ""
      Bech32.recipient.encode(point.span) { text.unicodeScalars.append(Unicode.Scalar($0)) }
      let wrapKey = X25519WrapKey.make(
        scalar: SecretBytes(copying: scalar.span), point: point.span, share: point.span, recipient: point.span)
      #expect(try AgeRecipient(text).hidesWhatItReceives == (wrapKey != nil), "\(point)")
    }
  }

  @Test mutating func sealsToSomebodyAndToNoMoreThanAReaderTakes() throws {
    let payload: [UInt8] = [1]
    #expect(throws: AgeSealFailure.noRecipients) { try AgeSealing.seal(payload.span, to: [], using: &generator) }
    let many = [AgeRecipient](repeating: identity.recipient, count: AgeLimits.stanzaCount)
    let file = try AgeSealing.seal(payload.span, to: many, using: &generator)
    #expect(try open(file) == payload)
    #expect(throws: AgeSealFailure.tooManyRecipients) {
      try AgeSealing.seal(payload.span, to: many + many, using: &generator)
    }
  }

  @Test(arguments: [0, 1, 47, 48, 49, 96]) func armourHasLinesOf64Characters(size: Int) {
    let text = AgeArmor.encode([UInt8](repeating: 9, count: size))
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "-----BEGIN AGE ENCRYPTED FILE-----")
    #expect(lines.suffix(2) == ["-----END AGE ENCRYPTED FILE-----", ""])
    let body = lines.dropFirst().dropLast(2)
    #expect(body.dropLast().allSatisfy { $0.count == 64 })
    #expect(body.allSatisfy { (1...64).contains($0.count) })
    let joined = Array(body.joined().utf8)
    let decoded = Base64.padded.decode(joined.span)
    #expect(decoded == [UInt8](repeating: 9, count: size))
  }
}
