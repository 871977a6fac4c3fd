import BittingCompiler
import BittingReview
import Diagnostics
import KeyModel
import TestSupport
import Testing

/// Reading only what differs tells the same as reading everything.
@Suite struct PartialReadingTests {
  private let issued = Instant(seconds: Shop.start)

  @Test func tellsTheSameFromWhatDiffersAlone() throws {
    var random = SeededGenerator(printing: "shops and edits of keys")
    var (compared, asked) = (0, 0)
    for _ in 0..<100 {
      let base = Shop(random: &random)
      var head = base
      for _ in 0..<Int.random(in: 1...3, using: &random) { _ = head.edit(&random) }
      (head.resources, head.services, head.types, head.routes) = (
        base.resources, base.services, base.types, base.routes
      )
      (head.levels, head.prefix, head.validFor, head.environments) = (
        base.levels, base.prefix, base.validFor, base.environments
      )
      let trees = (base: base.scattered, head: head.scattered)
      guard isBuildable(trees.base), isBuildable(trees.head) else { continue }
      let whole = try review(trees.base, trees.head, isWhole: true)
      do {
        let part = try review(differing(trees.base, trees.head), differing(trees.head, trees.base), isWhole: false)
        #expect(part.entries.map(\.title) == whole.entries.map(\.title))
        #expect(part.entries.map(\.anchor) == whole.entries.map(\.anchor))
        #expect(
          part.witnesses.map(\.witness) == whole.witnesses.map(\.witness),
          "\(base)\n\(head)")
        compared += 1
      } catch ReviewFailure.needsWhole {
        asked += 1
      }
    }
    print("\(compared) told the same, \(asked) asked for all")
    #expect(compared > 20)
  }

  private func review(_ base: RepositoryTree, _ head: RepositoryTree, isWhole: Bool) throws -> Review {
    try Reviewer.review(
      ReviewInput(base: base, head: head, baseName: "main", at: issued, isWhole: isWhole),
      using: SeededGenerator(seed: 1))
  }

  /// Whether no secret is declared twice, or though it is revoked: such a revision is refused by its check.
  private func isBuildable(_ tree: RepositoryTree) -> Bool {
    let refused = ["revoked-secret-returns", "duplicate-secret"]
    return !Checker.check(tree, at: issued).findings.contains { refused.contains($0.rule) }
  }

  private func differing(_ tree: RepositoryTree, _ other: RepositoryTree) -> RepositoryTree {
    let known = Set(other.entries.map(bytes))
    return RepositoryTree(
      entries: tree.entries.filter { entry in
        entry.path.hasPrefix("policies/") || bytes(entry).starts(with: "revoked:".utf8) || !known.contains(bytes(entry))
      },
      presentFolders: tree.presentFolders)
  }

  private func bytes(_ entry: RepositoryTree.Entry) -> [UInt8] {
    if case .file(let bytes) = entry.content { bytes } else { [] }
  }
}
