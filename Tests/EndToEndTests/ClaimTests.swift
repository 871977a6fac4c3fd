import BittingCompiler
import Diagnostics
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// Claims about random repositories, against asking for every scope of every key.
@Suite struct ClaimTests {
  private let repositories = 30

  @Test func refutesExactlyTheClaimsThatSomeKeyBreaks() throws {
    var random = SeededGenerator(printing: "repositories and claims")
    var counts: [String: Int] = [:]
    for _ in 0..<repositories {
      let repository = try ClaimedRepository(using: &random)
      let oracle = try GrantOracle(repository)
      let checked = Checker.check(repository.tree, at: repository.now)
      let findings = checked.findings.map { "\($0.rule): \($0.message)" }
      try #require(checked.findings.allSatisfy { $0.rule == "assertion-violated" }, "\(findings)")
      for claim in repository.claims {
        let found = checked.findings.filter { $0.message.hasPrefix("`\(claim.name)` ") }
        let refuted = found.flatMap { claim.refutations(in: $0) }
        let expected = oracle.breaking(claim)
        #expect(refuted.map(\.key).sorted() == expected, "\(claim.yaml) in \(repository.files)")
        counts[expected.isEmpty ? "held" : "broken", default: 0] += 1
        for proof in refuted.flatMap(\.proofs) {
          counts[proof.request == nil ? "without a request" : "shown", default: 0] += 1
          #expect(
            oracle.isSound(proof), "\(proof) at \(repository.now) for \(claim.yaml) in \(repository.files)")
        }
      }
    }
    print("claims: \(counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
    for outcome in ["held", "broken", "shown", "without a request"] {
      #expect(counts[outcome] ?? 0 > 0, "\(outcome)")
    }
  }
}
