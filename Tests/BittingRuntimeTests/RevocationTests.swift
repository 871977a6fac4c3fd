import BittingRuntime
import BundleFormat
import BundleSamples
import BundleWriting
import KeyModel
import Minisign
import MinisignSigning
import TestSupport
import Testing

/// Every way to hand a validator a revocation list that it must not take, and what it never gives back, by the name of
/// the attack.
struct RevocationTests {
  private let workshop = Workshop()
  private let one = digest([1])
  private let two = digest([2])
  private let three = digest([3])
  private let gate: Gate
  private let mark: HighWater

  init() throws {
    (gate, mark) = try workshop.open(try workshop.seal(Samples.small()))
  }

  private func revoke(
    _ list: [UInt8], after mark: HighWater? = nil, trusting trust: Trust? = nil, at now: Instant? = nil
  ) throws(OpenFailure) -> HighWater {
    try workshop.revoke(list, on: gate, after: mark ?? self.mark, trusting: trust, at: now).next
  }

  private func digests(_ mark: HighWater) -> [TokenDigest] {
    guard let list = mark.revocations else { return [] }
    return list.digests.indices.map { list.digests[$0] }
  }

  // MARK: What is accepted

  @Test func acceptsAListAndReturnsTheNextMark() throws {
    let next = try revoke(try workshop.list([two, one]))
    #expect(digests(next) == [one, two].sorted())
    #expect(next.revocations?.sequence == workshop.issued.seconds)
    #expect((next.sequence, next.content) == (mark.sequence, mark.content))
    #expect(mark.revocations == nil)
  }

  @Test func acceptsTheSameListAgainAfterARestart() throws {
    let list = try workshop.list([one])
    let next = try revoke(list)
    #expect(try revoke(list, after: next) == next)
  }

  @Test func acceptsAListByAnotherSignerOfTheSameContent() throws {
    let next = try revoke(try workshop.list([one], by: [0]))
    #expect(try revoke(try workshop.list([one], by: [1]), after: next) == next)
  }

  @Test func acceptsAnEmptyList() throws {
    let next = try revoke(try workshop.list([]))
    #expect(next.revocations?.count == 0)
  }

  @Test func acceptsAListHoweverOldItIs() throws {
    #expect(failure { _ = try revoke(try workshop.list([one], issued: .earliest)) } == nil)
  }

  // MARK: Form and signatures

  @Test func refusesWhatIsTooLargeWithoutReadingIt() {
    let file = UnreadableBytes(count: BundleLimits.revocationFileBytes + 1)
    #expect(throws: OpenFailure.tooLarge) { try file.parseRevocations() }
  }

  @Test(arguments: ["", "hello", "untrusted comment: x\n", "\u{0}\u{0}\u{0}", "\n"])
  func refusesWhatIsNoList(text: String) {
    #expect(failure { _ = try revoke(Array(text.utf8)) } == .malformed)
  }

  @Test func refusesAnUnsignedList() throws {
    let list = try workshop.list([one, two])
    #expect(failure { _ = try revoke(Array(list.suffix(2 * 65))) } == .unsigned)
  }

  @Test func refusesAnUntrustedSigner() throws {
    #expect(failure { _ = try revoke(try workshop.list([one], by: [3])) } == .untrustedSigner)
  }

  @Test func refusesTooFewSignersHoweverOftenOneSigned() throws {
    let trust = workshop.trust(threshold: 2)
    #expect(failure { _ = try revoke(try workshop.list([one], by: [0]), trusting: trust) } == .tooFewSigners)
    #expect(failure { _ = try revoke(try workshop.list([one], by: [0, 0]), trusting: trust) } == .tooFewSigners)
    #expect(failure { _ = try revoke(try workshop.list([one], by: [0, 1]), trusting: trust) } == nil)
  }

  @Test func takesASignatureThatWasAddedLater() throws {
    let list = try workshop.list([one], by: [0])
    let signed = try BundleSealer.addSignature(of: workshop.signers[1], to: list.span)
    #expect(failure { _ = try revoke(signed, trusting: workshop.trust(threshold: 2)) } == nil)
  }

  @Test func refusesALineThatWasRemovedAddedOrExchanged() throws {
    let list = try workshop.list([one, two])
    #expect(failure { _ = try revoke(Array(list.dropLast(65))) } == .badSignature)
    #expect(failure { _ = try revoke(list + list.suffix(65)) } == .badSignature)
    let (own, other) = (Array(one.description.utf8), Array(three.description.utf8))
    #expect(failure { _ = try revoke(list.replacing(own, with: other)) } == .badSignature)
  }

  @Test func refusesTheCommentOfOneListOnTheLinesOfAnother() throws {
    let old = try workshop.list([one])
    let new = try workshop.list([two], issued: workshop.issued + span("1m"))
    let mixed = Array(new.dropLast(65)) + Array(old.suffix(65))
    #expect(failure { _ = try revoke(mixed) } == .badSignature)
  }

  @Test func refusesABundleInThePlaceOfAList() throws {
    let bundle = try workshop.seal(Samples.small())
    #expect(failure { _ = try revoke(bundle) } == .malformed)
  }

  @Test func refusesAListInThePlaceOfABundle() throws {
    let list = try workshop.list([one])
    #expect(failure { _ = try workshop.open(list) } == .malformed)
  }

  @Test(arguments: [
    ("bitting-revocations 2 whatever=there is", OpenFailure.unsupportedVersion),
    ("bitting-revocations 1 project=shop sequence=1 issued=2026-11-23T07:00:00Z count=1", .malformed),
    ("bitting-revocations", .malformed), ("timestamp:1795417200 file:shop.revocations hashed", .malformed),
    ("bitting-revocations 1 project=shop sequence=1795417200 issued=2026-11-23T07:00:00Z count=2", .corrupt),
    ("bitting-revocations 1 project=shop sequence=1795417200 issued=2026-11-23T07:00:00Z count=0", .corrupt),
    ("bitting-revocations 1 project=shop sequence=1795417200 issued=2026-11-23T07:00:00Z count=1", nil),
  ])
  func refusesAStatementOfAnotherForm(comment: String, expected: OpenFailure?) throws {
    #expect(failure { _ = try revoke(try signed("\(one)\n", stating: comment)) } == expected)
  }

  /// Signed as they are, so that nothing but their form can be wrong.
  @Test func refusesLinesOfAnotherForm() throws {
    let (first, second) = (min(one, two), max(one, two))
    let forms = [
      "\(second)\n\(first)\n", "\(first)\n\(first)\n", "\(first)\n\(second)", "\(first)\r\n\(second)\n",
      "\(first) \(second)\n", "\(first)\n\("\(second)".uppercased())\n", "\(first)\n\n\(second)\n",
      "\(first)\n\(String(repeating: "g", count: 64))\n", "\(first)\n\(String(repeating: "\u{0}", count: 64))\n",
    ]
    let statement = RevocationStatement(project: name("shop"), issued: workshop.issued, count: 2).description
    for form in forms {
      #expect(failure { _ = try revoke(try signed(form, stating: statement)) } == .corrupt, "\(form)")
    }
    #expect(failure { _ = try revoke(try signed("\(first)\n\(second)\n", stating: statement)) } == nil)
  }

  private func signed(_ lines: String, stating comment: String) throws -> [UInt8] {
    let bytes = Array(lines.utf8)
    let signature = try workshop.signers[0].sign(
      MinisignPrehash(of: bytes.span), trustedComment: Array(comment.utf8))
    return signature.fileText + bytes
  }

  // MARK: Project, sequence, time

  @Test func refusesTheListOfAnotherProject() throws {
    #expect(failure { _ = try revoke(try workshop.list([one], of: "shed")) } == .wrongAudience)
  }

  @Test func rejectsTheMarkOfAnotherServiceProjectOrEnvironment() throws {
    for (own, other) in [("=shop\n", "=shed\n"), ("storefront", "operations"), ("=live", "=test")] {
      let foreign = try #require(HighWater(mark.description.replacing(own, with: other)))
      #expect(failure { _ = try revoke(try workshop.list([one]), after: foreign) } == .wrongAudience)
    }
  }

  @Test func rejectsRollbackToAnOlderList() throws {
    let old = try workshop.list([one])
    let next = try revoke(try workshop.list([one, two], issued: workshop.issued + span("1m")))
    #expect(failure { _ = try revoke(old, after: next) } == .rolledBack)
  }

  @Test func rejectsAnotherListOfTheSameSequence() throws {
    let next = try revoke(try workshop.list([one]))
    for other in [[two], [], [one, two]] {
      #expect(failure { _ = try revoke(try workshop.list(other), after: next) } == .equivocation)
    }
  }

  @Test func countsListsApartFromBundles() throws {
    // A list may be older than the bundle, and a bundle older than the list.
    let next = try revoke(try workshop.list([one], issued: workshop.issued - span("1d")))
    workshop.issued = workshop.issued + span("10m")
    let reopened = try workshop.open(try workshop.seal(Samples.small()), after: next).next
    #expect(reopened.sequence == workshop.issued.seconds)
    #expect(reopened.revocations == next.revocations)
  }

  @Test func toleratesFiveMinutesOfClock() throws {
    let list = try workshop.list([one])
    let early = workshop.issued - span("5m")
    #expect(failure { _ = try revoke(list, at: early) } == nil)
    #expect(failure { _ = try revoke(list, at: Instant(seconds: early.seconds - 1)) } == .notYetValid)
  }

  // MARK: Nothing comes back

  @Test func keepsWhatALaterListLacks() throws {
    var next = try revoke(try workshop.list([one, two]))
    next = try revoke(try workshop.list([three], issued: workshop.issued + span("1m")), after: next)
    #expect(digests(next) == [one, two, three].sorted())
    next = try revoke(try workshop.list([], issued: workshop.issued + span("2m")), after: next)
    #expect(digests(next) == [one, two, three].sorted())
  }

  @Test func keepsWhatAGateHasEvenIfTheMarkWasForgotten() throws {
    let revoked = try workshop.revoke(try workshop.list([one]), on: gate, after: mark).gate
    let later = try workshop.list([two], issued: workshop.issued + span("1m"))
    let next = try workshop.revoke(later, on: revoked, after: mark).next
    #expect(digests(next) == [one, two].sorted())
  }

  @Test func keepsEverythingAcrossAWrittenState() throws {
    let next = try revoke(try workshop.list([one, two]))
    let read = try #require(HighWater(next.description))
    #expect(read == next)
    #expect(digests(read) == digests(next))
  }

  /// Random runs of lists and restarts: what was revoked once is revoked for ever, and nothing else is.
  @Test func growsAndNothingElse() throws {
    var generator = SeededGenerator(seed: 41)
    for run in 0..<40 {
      var (mark, expected): (HighWater, Set<TokenDigest>) = (self.mark, [])
      for step in 0..<8 {
        let list = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
          digest([UInt8.random(in: 0...60, using: &generator)])
        }
        let issued = Instant(seconds: workshop.issued.seconds + Int64(step))
        mark = try revoke(try workshop.list(list, issued: issued), after: mark)
        if generator.chance(50) { mark = try #require(HighWater(mark.description)) }
        expected.formUnion(list)
        #expect(digests(mark) == expected.sorted(), "seed 41, run \(run), step \(step)")
      }
    }
  }

  // MARK: Damage and order

  @Test func refusesEveryFlippedBitAndEveryTruncation() throws {
    let list = try workshop.list([one, two])
    for index in list.indices {
      for bit in 0..<8 {
        var damaged = list
        damaged[index] ^= 1 << UInt8(bit)
        #expect(failure { _ = try revoke(damaged) } != nil, "byte \(index), bit \(bit)")
      }
      #expect(failure { _ = try revoke(Array(list.prefix(index))) } != nil, "\(index) bytes")
    }
  }

  /// A list that is wrong in every way is refused for the first, and once that is put right for the second, and so on.
  @Test func tellsTheFirstFailureInTheOrderOfTheContract() throws {
    let next = try revoke(try workshop.list([one], issued: workshop.issued + span("10m")))
    let early = Instant.earliest
    let trustAll = try #require(Trust(workshop.signers.map(\.publicKey), threshold: 1))
    func told(_ project: String, _ trust: Trust?, _ mark: HighWater?) throws -> OpenFailure? {
      let list = try workshop.list([two], of: project, by: [3])
      return failure { _ = try revoke(list, after: mark, trusting: trust, at: early) }
    }
    #expect(try told("shed", nil, next) == .untrustedSigner)
    #expect(try told("shed", trustAll, next) == .wrongAudience)
    #expect(try told("shop", trustAll, next) == .rolledBack)
    #expect(try told("shop", trustAll, nil) == .notYetValid)
  }
}
