import AgeFile
import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import CProcessors
import KeyModel
import Minisign
import MinisignSigning
import TestSupport
import Testing

/// Bundles so large that two threads open them: the same holds as for small ones, in the same order.
struct LargeOpeningTests {
  private let workshop = Workshop()
  private let payload: [UInt8]

  /// Made once: it takes its time.
  private static let sample = Result {
    var generator = SeededGenerator(seed: 23)
    let digests = (0..<16_000).map { _ in
      TokenDigest(words: (generator.next(), generator.next(), generator.next(), generator.next()))
    }
    var content = Samples.small()
    content.keys[0].secrets += digests.map { .init(digest: $0, handle: nil, starts: .earliest, ends: .latest) }
    return (digests: digests, payload: try PayloadEncoder.encode(content))
  }

  init() throws {
    payload = try LargeOpeningTests.sample.get().payload
    #expect(payload.count > 1 << 20)
  }

  @Test func opensAndDecides() throws {
    try expectWhole(try workshop.open(try workshop.seal(payload: payload)).gate)
  }

  /// As a process does that may have one thread only.
  @Test func opensOnOneProcessor() throws {
    let file = try workshop.seal(payload: payload)
    try #require(cprocessors_keep_one() != 0)
    defer { cprocessors_restore() }
    try expectWhole(try workshop.open(file).gate)
    #expect(failure(try damaged(chunk: 3)) == .corrupt)
  }

  private func expectWhole(_ gate: Gate) throws {
    let bytes = unsafe gate.image.bytes.withUnsafeBytes { unsafe Array($0) }
    #expect(bytes == payload)
    for digest in try LargeOpeningTests.sample.get().digests.prefix(500) {
      let isFound = gate.image.candidate(for: digest, by: gate.guide)?.isFound
      #expect(isFound == true)
      let other = TokenDigest(words: (digest.words.0, digest.words.1, digest.words.2, ~digest.words.3))
      let otherIsFound = gate.image.candidate(for: other, by: gate.guide)?.isFound
      #expect(otherIsFound == false)
    }
  }

  // MARK: What is refused

  /// Signed, but with a chunk that is not authentic: found wherever it is.
  @Test(arguments: [0, 1, 9, -1]) func refusesADamagedChunk(chunk: Int) throws {
    #expect(failure(try damaged(chunk: chunk)) == .corrupt)
  }

  @Test func refusesOtherBytesUnderAGenuineComment() throws {
    var file = try workshop.seal(payload: payload)
    file[file.count - 70_000] ^= 1
    #expect(failure(file) == .badSignature)
  }

  /// Everything but the signature of the bytes is right, and the bytes are another bundle for the same recipient.
  @Test func refusesAnotherBundleUnderAGenuineComment() throws {
    let one = try workshop.seal(payload: payload)
    let age = try workshop.ageFile(in: one)
    let other = try workshop.seal(payload: payload)
    #expect(failure(Array(one.dropLast(age.count)) + (try workshop.ageFile(in: other))) == .badSignature)
  }

  @Test func tellsTheSignatureFirst() throws {
    var file = try workshop.seal(payload: payload, to: [workshop.otherIdentity])
    #expect(failure(file) == .notARecipient)
    file[file.count - 1] ^= 1
    #expect(failure(file) == .badSignature)
  }

  @Test func tellsDecryptionBeforeTheTables() throws {
    var tables = payload
    tables[ImageHeader.byteCount + SecretRecord.flags] = 0xFF
    let file = try workshop.seal(payload: tables)
    #expect(failure(file) == .corrupt)
    #expect(failure(try damaged(chunk: 0, of: tables)) == .corrupt)
    #expect(failure(try workshop.seal(payload: tables, to: [workshop.otherIdentity])) == .notARecipient)
  }

  /// Names and secrets are checked by two threads; each has to be heard.
  @Test func refusesTablesThatEitherThreadFindsWrong() throws {
    let texts =
      Int(payload[ImageSection.texts.directoryOffset]) | Int(payload[ImageSection.texts.directoryOffset + 1]) << 8
      | Int(payload[ImageSection.texts.directoryOffset + 2]) << 16
    for offset in [texts + 3, ImageHeader.byteCount + 64 * 10_000] {
      var tables = payload
      tables[offset] ^= 0xFF
      #expect(failure(try workshop.seal(payload: tables)) == .corrupt, "byte \(offset)")
    }
  }

  private func failure(_ file: [UInt8]) -> OpenFailure? {
    do {
      _ = try workshop.open(file)
      return nil
    } catch {
      return error
    }
  }

  /// A bundle whose chunk `chunk` was changed before it was signed; -1 is the last one.
  private func damaged(chunk: Int, of payload: [UInt8]? = nil) throws -> [UInt8] {
    let payload = payload ?? self.payload
    var age = try workshop.ageFile(in: try workshop.seal(payload: payload))
    let chunks = (payload.count - 1) / 65_536 + 1
    let start = age.count - payload.count - 16 * chunks
    age[start + (chunk < 0 ? chunks - 1 : chunk) * 65_552 + 100] ^= 1
    let comment = Array(workshop.statement(of: payload).description.utf8)
    let untrusted = Array(BundleEnvelope.untrustedComment.description.utf8)
    let signature = try workshop.signers[0].sign(
      MinisignPrehash(of: age.span), trustedComment: comment, untrustedComment: untrusted)
    return signature.fileText + age
  }
}
