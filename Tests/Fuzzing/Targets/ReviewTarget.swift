internal import BittingCompiler
internal import BittingReview
internal import Sodium
internal import TestSupport

/// A change of a repository: the shop is the base, the input the head, and the other way round.
struct ReviewTarget: FuzzTarget {
  let name = "review"
  let mutator: (any InputMutator)? = LineMutator()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let (shop, head) = (RepositoryInput.shop, RepositoryInput(input).tree)
    _ = try review(shop, head)
    _ = try review(head, shop)
    guard let same = try review(head, head) else { return }
    try promise(same.entries.isEmpty, "a change of nothing is told: \(same.entries.count) entries")
    try promise(same.byRulesOfBase.findings.isEmpty, "the same rules find more")
  }

  /// Nil where two revisions cannot be compared, which is said.
  private func review(_ base: RepositoryTree, _ head: RepositoryTree) throws(BrokenPromise) -> Review? {
    let input = ReviewInput(base: base, head: head, baseName: "base", at: RepositoryInput.now, isWhole: true)
    do {
      return try Reviewer.review(input, using: SeededGenerator(seed: 8))
    } catch {
      guard case .unconfirmed = error else { return nil }
      throw BrokenPromise(error.message)
    }
  }
}
