import BittingCompiler
import BittingReview
import Foundation
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// The access part of a review against the reference evaluator: it tells a request that is decided differently exactly
/// if there is one.
@Suite struct ExactnessTests {
  private let issued = Instant(seconds: Shop.start)
  private let rounds = ExactnessTests.number("BITTING_REVIEW_ROUNDS") ?? 150
  private let sampleSize = ExactnessTests.number("BITTING_REVIEW_SAMPLE") ?? 1_500

  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  @Test func tellsADifferenceExactlyIfThereIsOne() throws {
    var random = SeededGenerator(printing: "shops and edits")
    var (changed, silent, witnesses) = (0, 0, 0)
    for round in 0..<rounds {
      let base = Shop(random: &random)
      var head = base
      let edits = (0..<Int.random(in: 1...4, using: &random)).map { _ in head.edit(&random) }
      let story = "round \(round): \(edits)"
      let review: Review
      do {
        let input = ReviewInput(base: base.tree, head: head.tree, baseName: "main", at: issued, isWhole: true)
        review = try Reviewer.review(input, using: SeededGenerator(seed: random.next()))
      } catch {
        Issue.record("\(story): \(error)\n\(base)\n\(head)")
        return
      }
      var sampler = SeededGenerator(seed: random.next())
      let pair = ReferencePair(base: catalog(base), head: catalog(head), issued: issued)
      for (isGain, witness) in review.witnesses {
        let isConfirmed = questions(witness, pair).contains { pair.allow($0) == (!isGain, isGain) }
        #expect(isConfirmed, "\(story): \(witness)")
        witnesses += 1
      }
      let missed = try differences(pair, &sampler).filter { !isTold($0, pair, review) }
      #expect(
        missed.isEmpty,
        "\(story): \(missed.prefix(3))\n\(TerminalReview(isColored: false, tellsApprovers: false).render(review))")
      if review.witnesses.isEmpty { silent += 1 } else { changed += 1 }
      guard missed.isEmpty else { return }
    }
    print("\(changed) edits change a decision, \(silent) do not; \(witnesses) requests told")
    #expect(changed > rounds / 4 && silent > rounds / 20)
  }

  @Test func tellsNothingOfARepositoryAndItself() throws {
    var random = SeededGenerator(printing: "shops")
    for _ in 0..<20 {
      let tree = Shop(random: &random).tree
      let review = try Reviewer.review(
        ReviewInput(base: tree, head: tree, baseName: "main", at: issued, isWhole: true), using: random)
      #expect(review.entries.isEmpty && review.byRulesOfBase.findings.isEmpty)
    }
  }

  private func catalog(_ shop: Shop) -> Catalog {
    Checker.check(shop.tree, at: issued).uncheckedCatalog
  }

  private struct Difference {
    let question: ReferencePair.Question
    let isGain: Bool
  }

  private func differences(_ pair: ReferencePair, _ random: inout SeededGenerator) throws -> [Difference] {
    let requests = BorderRequests(pair)
    return (0..<sampleSize).compactMap { _ in
      guard let question = requests.next(&random) else { return nil }
      let decided = pair.allow(question)
      return decided.base == decided.head ? nil : Difference(question: question, isGain: decided.head)
    }
  }

  /// Whether the review tells of the key that gains or loses, or of a route that lets it.
  private func isTold(_ difference: Difference, _ pair: ReferencePair, _ review: Review) -> Bool {
    let told = review.entries.filter { entry in
      entry.lines.contains { $0.witness != nil && $0.isGain == difference.isGain }
    }
    let names = [pair.base, pair.head].flatMap { catalog in
      catalog.keys.filter { key in
        key.declaration.secrets.contains { $0.digest.value == difference.question.digest }
      }.map(\.id.description)
    }
    return told.contains { entry in
      let isPublic = entry.subject == .route && entry.lines.contains { $0.witness?.key == nil && $0.witness != nil }
      // A key that was renamed goes by its new name, and its requests by the one that it had when they were allowed.
      let asks = entry.lines.contains { $0.witness?.key.map { names.contains($0.description) } ?? false }
      return isPublic || asks || names.contains(entry.name) || entry.keys.contains { names.contains($0.description) }
    }
  }

  /// What the witness asks, with each token that it could mean: a review never shows a digest.
  private func questions(_ witness: Witness, _ pair: ReferencePair) -> [ReferencePair.Question] {
    let wish: ReferenceEvaluator.Query.Wish =
      switch witness.wish {
      case .route(let method, let path): .route(method: method, path: path)
      case .scope(let scope): .scope(scope.description)
      }
    let holders = [pair.head, pair.base].flatMap { $0.keys.filter { $0.id == witness.key } }
    let secrets = holders.flatMap(\.declaration.secrets).filter { $0.handle?.value == witness.handle }
    let digests = witness.key == nil ? [nil] : secrets.map { Optional($0.digest.value) }
    return digests.map { digest in
      ReferencePair.Question(
        service: witness.service, environment: witness.environment, digest: digest, wish: wish, tenant: witness.tenant,
        from: witness.from, at: witness.at)
    }
  }
}
