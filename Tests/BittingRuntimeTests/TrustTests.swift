import BittingRuntime
import KeyModel
import MinisignSigning
import Testing

struct TrustTests {
  private let workshop = Workshop()

  @Test func refusesThresholdsThatAnybodyOrNobodyMeets() {
    let keys = workshop.signers.prefix(2).map(\.publicKey)
    #expect(Trust(keys, threshold: 0) == nil)
    #expect(Trust(keys, threshold: -1) == nil)
    #expect(Trust(keys, threshold: 3) == nil)
    #expect(Trust([], threshold: 1) == nil)
    #expect(Trust([], threshold: 0) == nil)
    #expect(Trust(keys, threshold: 2) != nil)
  }

  @Test func countsAKeyOnce() {
    let key = workshop.signers[0].publicKey
    #expect(Trust([key, key], threshold: 2) == nil)
    #expect(Trust([key, key], threshold: 1)?.signers.count == 1)
  }
}

struct OpenFailureTests {
  /// The numbers and names that other languages and stored records know.
  @Test func numbersAndNamesAreFixed() {
    let list = OpenFailure.allCases.map { "\($0.rawValue) \($0)" }
    #expect(
      list == [
        "1 too-large", "2 malformed", "3 unsigned", "4 untrusted-signer", "5 too-few-signers", "6 bad-signature",
        "7 wrong-audience", "8 rolled-back", "9 equivocation", "10 not-yet-valid", "11 expired", "12 not-a-recipient",
        "13 corrupt", "14 unsupported-version", "15 state-unwritable",
      ])
  }

  @Test func namesParse() {
    for failure in OpenFailure.allCases { #expect(OpenFailure(failure.description) == failure) }
    #expect(OpenFailure("Expired") == nil)
  }
}
