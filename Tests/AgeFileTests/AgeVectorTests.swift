import AgeFile
import Sodium
import Testing

/// The community's vectors for age, as far as they need neither armour nor post-quantum keys.
@Suite(.enabled(if: AgeVector.folder != nil, "the age vectors are not beside the checkout"))
struct AgeVectorTests {
  private static let inScope = AgeVector.all.filter(\.isWithinScope)

  @Test func enoughVectorsAreInScope() {
    print("age vectors: \(Self.inScope.count) of \(AgeVector.all.count) run, the others need armour or other keys")
    #expect(Self.inScope.count >= 90)
  }

  @Test(arguments: inScope) func vectorHasItsOutcome(vector: AgeVector) throws {
    let (outcome, payload) = Self.open(vector)
    #expect(outcome == vector.expected)
    guard let payload else { return }
    let digest = SHA256.hash(payload.span)
    #expect(String(decoding: Hex.encode(digest.span), as: UTF8.self) == vector.values("payload").first)
  }

  @Test(arguments: inScope) func parsedHeaderIsWrittenAsItWas(vector: AgeVector) throws {
    guard let header = try? AgeHeader(parsing: vector.file.span) else { return }
    #expect(header.text == Array(vector.file[..<header.byteCount]))
  }

  /// Twice the file, or the file and a byte, never opens.
  @Test(arguments: inScope) func refusesWhatIsAppended(vector: AgeVector) {
    for tail in [[0], vector.file] {
      var longer = vector
      longer.file += tail
      #expect(Self.open(longer).payload == nil)
    }
  }

  private static func open(_ vector: AgeVector) -> (outcome: String, payload: [UInt8]?) {
    do throws(AgeFailure) {
      let opened = try AgePayload(opening: vector.file.span) { (header) throws(AgeFailure) in
        try fileKey(in: header, for: vector)
      }
      return ("success", try opened.decrypt(vector.file.span))
    } catch {
      return (name(of: error), nil)
    }
  }

  private static func fileKey(in header: AgeHeader, for vector: AgeVector) throws(AgeFailure) -> AgeFileKey {
    for text in vector.values("identity") {
      let bytes = Array(text.utf8)
      guard let identity = try? AgeIdentity(bytes.span) else { continue }
      for stanza in header.stanzas {
        if let fileKey = try identity.unwrap(stanza) { return fileKey }
      }
    }
    for passphrase in vector.values("passphrase") {
      for stanza in header.stanzas {
        if let fileKey = try ScryptPassphrase(passphrase: passphrase).unwrap(stanza) { return fileKey }
      }
    }
    throw .noMatch
  }

  private static func name(of failure: AgeFailure) -> String {
    switch failure {
    case .unsupportedVersion, .malformedHeader: "header failure"
    case .noMatch: "no match"
    case .headerAuthentication: "HMAC failure"
    case .payload: "payload failure"
    }
  }
}
