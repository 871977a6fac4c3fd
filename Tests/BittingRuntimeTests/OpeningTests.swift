import AgeFile
import AgeWriting
import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Minisign
import MinisignSigning
import TestSupport
import Testing

/// Every way to hand a validator a bundle that it must not take, by the name of the attack.
struct OpeningTests {
  private let workshop = Workshop()

  // MARK: What opens

  @Test func opensAndReturnsTheNextMark() throws {
    let file = try workshop.seal(Samples.small())
    let (gate, next) = try workshop.open(file)
    #expect(gate.project == name("shop"))
    #expect(gate.statement.issued == workshop.issued)
    #expect(next.project == name("shop"))
    #expect(next.sequence == workshop.issued.seconds)
    #expect(next.content == gate.statement.content)
  }

  @Test func opensTheSameBundleAgainAfterARestart() throws {
    let file = try workshop.seal(Samples.small())
    let mark = try workshop.open(file).next
    #expect(try workshop.open(file, after: mark).next == mark)
  }

  @Test func opensTheSameContentSealedAnew() throws {
    let mark = try workshop.open(try workshop.seal(Samples.small())).next
    let again = try workshop.seal(Samples.small())
    #expect(try workshop.open(again, after: mark).next == mark)
  }

  @Test func opensWithAnyOfSeveralRecipients() throws {
    let payload = try PayloadEncoder.encode(Samples.small())
    let file = try workshop.seal(payload: payload, to: [workshop.otherIdentity, workshop.identity])
    #expect(failure { _ = try workshop.open(file) } == nil)
    #expect(failure { _ = try workshop.open(file, with: workshop.otherIdentity) } == nil)
  }

  // MARK: Form and signatures

  @Test func refusesWhatIsTooLargeWithoutReadingIt() {
    let file = UnreadableBytes(count: BundleLimits.fileBytes + 1)
    #expect(throws: OpenFailure.tooLarge) { try file.parse() }
  }

  @Test(arguments: ["", "hello", "untrusted comment: x\n", "age-encryption.org", "\u{0}\u{0}\u{0}"])
  func refusesWhatIsNoBundle(text: String) {
    #expect(failure { _ = try workshop.open(Array(text.utf8)) } == .malformed)
  }

  @Test func refusesAnUnsignedBundle() throws {
    let file = try workshop.seal(Samples.small())
    #expect(failure { _ = try workshop.open(try workshop.ageFile(in: file)) } == .unsigned)
  }

  @Test func refusesAnUntrustedSigner() throws {
    let file = try workshop.seal(Samples.small(), by: [3])
    #expect(failure { _ = try workshop.open(file) } == .untrustedSigner)
  }

  @Test func refusesTooFewSigners() throws {
    let file = try workshop.seal(Samples.small(), by: [0])
    #expect(failure { _ = try workshop.open(file, trusting: workshop.trust(threshold: 2)) } == .tooFewSigners)
  }

  @Test func countsOneKeyOnceHoweverOftenItSigned() throws {
    let file = try workshop.seal(Samples.small(), by: [0, 0, 0])
    #expect(failure { _ = try workshop.open(file, trusting: workshop.trust(threshold: 2)) } == .tooFewSigners)
  }

  @Test func countsDistinctSigners() throws {
    let file = try workshop.seal(Samples.small(), by: [0, 2])
    #expect(failure { _ = try workshop.open(file, trusting: workshop.trust(threshold: 2)) } == nil)
  }

  @Test func passesOverSignersThatNobodyKnows() throws {
    let file = try workshop.seal(Samples.small(), by: [3, 0])
    #expect(failure { _ = try workshop.open(file) } == nil)
  }

  @Test func takesASignatureThatWasAddedLater() throws {
    let file = try workshop.seal(Samples.small(), by: [0])
    let signed = try BundleSealer.addSignature(of: workshop.signers[1], to: file.span)
    #expect(failure { _ = try workshop.open(signed, trusting: workshop.trust(threshold: 2)) } == nil)
    #expect(throws: SealFailure.alreadySigned) {
      try BundleSealer.addSignature(of: workshop.signers[1], to: signed.span)
    }
  }

  @Test func refusesAnUnknownKeyUnderATrustedKeyID() throws {
    let file = try workshop.seal(Samples.small(), by: [0])
    let forger = try workshop.signers[3].masquerading(as: workshop.signers[0])
    let other = try workshop.sealed(by: forger)
    #expect(failure { _ = try workshop.open(other) } == .badSignature)
    // Not even beside a signature that holds.
    let both = try BundleSealer.addSignature(of: forger, to: file.span)
    #expect(failure { _ = try workshop.open(both) } == .badSignature)
  }

  @Test func tellsTrustedKeysOfOneKeyIDApart() throws {
    let twin = try workshop.signers[3].masquerading(as: workshop.signers[0])
    let trust = try #require(Trust([workshop.signers[0].publicKey, twin.publicKey], threshold: 2))
    let one = try workshop.seal(Samples.small())
    let file = try BundleSealer.addSignature(of: twin, to: one.span)
    #expect(failure { _ = try workshop.open(file, trusting: trust) } == nil)
  }

  @Test func refusesATrustedCommentThatWasEdited() throws {
    let file = try workshop.seal(Samples.small())
    #expect(failure { _ = try workshop.open(replace("live", "test", in: file)) } == .badSignature)
    #expect(failure { _ = try workshop.open(replace("dirty=no", "dirty=yes", in: file)) } == .badSignature)
  }

  @Test func refusesAnUntrustedCommentThatWasEdited() throws {
    let file = try workshop.seal(Samples.small())
    #expect(failure { _ = try workshop.open(replace("minisign secret", "a trusted", in: file)) } == .malformed)
  }

  @Test func refusesTheCommentOfOneBundleOnThePayloadOfAnother() throws {
    let one = try workshop.seal(Samples.small())
    workshop.issued = workshop.issued + span("1h")
    let other = try workshop.seal(Samples.empty())
    let mixed = Array(one.prefix(one.count - (try workshop.ageFile(in: one)).count)) + (try workshop.ageFile(in: other))
    #expect(failure { _ = try workshop.open(mixed) } == .badSignature)
  }

  @Test func refusesSignersWhoStateDifferentThings() throws {
    let one = try workshop.seal(Samples.small(), by: [0])
    let age = try workshop.ageFile(in: one)
    let comment = Array("bitting 1 of somebody else".utf8)
    let other = try workshop.signers[1].sign(MinisignPrehash(of: age.span), trustedComment: comment)
    let mixed = Array(one.prefix(one.count - age.count)) + other.fileText + age
    #expect(failure { _ = try workshop.open(mixed) } == .malformed)
  }

  @Test(arguments: [
    ("timestamp:1795417200 file:shop.age hashed", OpenFailure.malformed),
    ("bitting 2 service=storefront", .unsupportedVersion), ("bitting", .malformed), ("bitting one", .malformed),
  ])
  func refusesAStatementOfAnotherForm(comment: String, expected: OpenFailure) throws {
    let age = try workshop.ageFile(in: try workshop.seal(Samples.small()))
    let signature = try workshop.signers[0].sign(
      MinisignPrehash(of: age.span), trustedComment: Array(comment.utf8))
    #expect(failure { _ = try workshop.open(signature.fileText + age) } == expected)
  }

  // MARK: Audience, sequence, time

  @Test(arguments: [("operations", "live"), ("storefront", "test")])
  func refusesABundleForSomebodyElse(service: String, environment: String) throws {
    let file = try workshop.seal(Samples.small())
    let audience = Audience(service: name(service), environment: EnvironmentName(environment)!)
    #expect(failure { _ = try workshop.open(file, for: audience) } == .wrongAudience)
  }

  @Test func rejectsRollbackToOlderBundle() throws {
    let old = try workshop.seal(Samples.small())
    workshop.issued = workshop.issued + span("1h")
    let mark = try workshop.open(try workshop.seal(Samples.small())).next
    #expect(failure { _ = try workshop.open(old, after: mark) } == .rolledBack)
  }

  @Test func rejectsAnotherBundleOfTheSameSequence() throws {
    let mark = try workshop.open(try workshop.seal(Samples.small())).next
    let other = try workshop.seal(Samples.empty())
    #expect(failure { _ = try workshop.open(other, after: mark) } == .equivocation)
  }

  @Test func rejectsTheMarkOfAnotherServiceProjectOrEnvironment() throws {
    let file = try workshop.seal(Samples.small())
    let text = try workshop.open(file).next.description
    for (own, other) in [("=shop\n", "=shed\n"), ("storefront", "operations"), ("=live", "=test")] {
      let mark = try #require(HighWater(text.replacing(own, with: other)))
      #expect(failure { _ = try workshop.open(file, after: mark) } == .wrongAudience)
    }
  }

  @Test func closesExactlyAtTheExpiry() throws {
    let file = try workshop.seal(Samples.small())
    let last = Instant(seconds: workshop.expires.seconds - 1)
    #expect(failure { _ = try workshop.open(file, at: last) } == nil)
    #expect(failure { _ = try workshop.open(file, at: workshop.expires) } == .expired)
  }

  @Test func toleratesFiveMinutesOfClock() throws {
    let file = try workshop.seal(Samples.small())
    let early = workshop.issued - span("5m")
    #expect(failure { _ = try workshop.open(file, at: early) } == nil)
    #expect(failure { _ = try workshop.open(file, at: Instant(seconds: early.seconds - 1)) } == .notYetValid)
  }

  @Test func opensUpToTheEndOfTime() throws {
    (workshop.issued, workshop.expires) = (instant("2038-01-19T03:14:08Z"), .latest)
    let file = try workshop.seal(Samples.small())
    #expect(failure { _ = try workshop.open(file, at: instant("9999-12-31T23:59:58Z")) } == nil)
    #expect(failure { _ = try workshop.open(file, at: .latest) } == .expired)
  }

  // MARK: What is inside

  @Test func refusesABundleForAnotherRecipient() throws {
    let file = try workshop.seal(Samples.small())
    #expect(failure { _ = try workshop.open(file, with: workshop.otherIdentity) } == .notARecipient)
  }

  @Test func refusesAPayloadForAnotherAudienceUnderAFittingStatement() throws {
    var content = Samples.small()
    content.service = name("operations")
    #expect(failure { _ = try workshop.open(try workshop.seal(content)) } == .wrongAudience)
    content = Samples.small()
    content.environment = EnvironmentName("test")!
    #expect(failure { _ = try workshop.open(try workshop.seal(content)) } == .wrongAudience)
  }

  @Test func refusesAPayloadOfALaterVersion() throws {
    var payload = try PayloadEncoder.encode(Samples.small())
    payload[8] = 2
    let file = try workshop.seal(payload: payload)
    #expect(failure { _ = try workshop.open(file) } == .unsupportedVersion)
  }

  @Test(arguments: [0, 1, 255, 256, 888])
  func refusesAPayloadThatIsCut(length: Int) throws {
    let payload = try PayloadEncoder.encode(Samples.small())
    let file = try workshop.seal(payload: Array(payload.prefix(length)))
    #expect(failure { _ = try workshop.open(file) } == .corrupt)
  }

  @Test func refusesASignedFileThatIsNoAgeFile() throws {
    let noAge = Array("hello\n".utf8)
    let comment = Array(workshop.statement(of: noAge).description.utf8)
    let signature = try workshop.signers[0].sign(MinisignPrehash(of: noAge.span), trustedComment: comment)
    #expect(failure { _ = try workshop.open(signature.fileText + noAge) } == .corrupt)
  }

  // MARK: Order

  /// A bundle that is wrong in every way is refused for the first, and once that is put right for the second, and so on.
  @Test func tellsTheFirstFailureInTheOrderOfTheContract() throws {
    var content = Samples.small()
    content.service = name("operations")
    let payload = try PayloadEncoder.encode(content)
    let mark = try workshop.open(try workshop.seal(Samples.small())).next
    workshop.issued = workshop.issued - span("1h")
    let bad = try workshop.seal(payload: payload, by: [3], to: [workshop.otherIdentity])
    let late = workshop.expires
    let elsewhere = Audience(service: name("elsewhere"), environment: EnvironmentName("live")!)
    let trustAll = try #require(Trust(workshop.signers.map(\.publicKey), threshold: 1))
    #expect(failure { _ = try workshop.open(bad, for: elsewhere, after: mark, at: late) } == .untrustedSigner)
    #expect(
      failure { _ = try workshop.open(bad, trusting: trustAll, for: elsewhere, after: mark, at: late) }
        == .wrongAudience)
    #expect(failure { _ = try workshop.open(bad, trusting: trustAll, after: mark, at: late) } == .rolledBack)
    #expect(failure { _ = try workshop.open(bad, trusting: trustAll, at: late) } == .expired)
    #expect(failure { _ = try workshop.open(bad, trusting: trustAll) } == .notARecipient)
    #expect(
      failure { _ = try workshop.open(bad, trusting: trustAll, with: workshop.otherIdentity) } == .wrongAudience)
  }

  /// `file` with the first `old` in it exchanged.
  private func replace(_ old: String, _ new: String, in file: [UInt8]) -> [UInt8] {
    file.replacing(Array(old.utf8), with: Array(new.utf8), maxReplacements: 1)
  }
}
