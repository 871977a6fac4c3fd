import BittingCompiler
import BittingReview
import Diagnostics
import KeyModel
import TestSupport
import Testing

/// Reading only what differs tells the same as reading everything, or asks for that.
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
      guard isBuildable(trees.base) else { continue }
      let whole = try review(trees.base, trees.head, isWhole: true)
      do {
        let read = differing(trees.head, trees.base)
        let part = try review(differing(trees.base, trees.head), read, isWhole: false)
        guard !stands(part.newcomers, in: trees.head, outside: read) else {
          asked += 1
          continue
        }
        let known = Set(
          Checker.check(trees.base, at: issued).findings.map(\.message) + part.head.findings.map(\.message))
        #expect(whole.head.findings.map(\.message).filter { !known.contains($0) } == [], "\(base)\n\(head)")
        #expect(part.approvers == whole.approvers, "\(base)\n\(head)")
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

  /// What a new key brings has to stand in no file that was not read; what it says of itself does not matter.
  @Test func tellsWhatMustStandNowhereElse() throws {
    let (base, head) = try trees(
      adding: "key: mine\ntype: partner\nenvironment: live\nowner: a@b.example\ntenant: acme\nscopes: [orders:read]\n")
    let text = head.entries.last.map { String(decoding: bytes($0), as: UTF8.self) } ?? ""
    #expect(try review(base, head, isWhole: false).newcomers == [Text("mine")])
    let secret =
      "secrets: [{ handle: newToken, sha256: \(Shop.digest(7)), created: 2026-10-01, expires: 2026-11-01 }]\n"
    let (_, second) = try trees(adding: text + secret)
    #expect(
      try review(base, second, isWhole: false).newcomers == [Text("mine"), Text("newToken"), Text(Shop.digest(7))])
    #expect(try review(head, second, isWhole: false).newcomers == [Text("newToken"), Text(Shop.digest(7))])
    #expect(try review(second, head, isWhole: false).newcomers == [])
    #expect(try review(base, second, isWhole: true).newcomers == [])
  }

  @Test(arguments: [
    "assertions: [{ claim: few, at_most: 9, scope: orders:read }]",
    "assertions: [{ claim: none, forbid: { type: partner, scope: orders:read } }]",
    "rules: { duplicate-purpose: error }", "rules: { owner-too-wide: error }",
  ])
  func asksForAllWhereKeysThatWereNotReadCount(_ rule: String) throws {
    let key = "key: mine\ntype: partner\nenvironment: live\nowner: a@b.example\ntenant: acme\nscopes: [orders:read]\n"
    let (base, head) = try trees(adding: key, with: rule)
    #expect(throws: ReviewFailure.needsWhole) { _ = try review(base, head, isWhole: false) }
    let (_, other) = try trees(adding: key.replacing("orders:read", with: "invoices:read"), with: rule)
    guard rule.hasPrefix("assertions") else { return }
    _ = try review(base, other, isWhole: false)
  }

  /// The policies of the shared shop without a key, and with one.
  private func trees(adding key: String, with rule: String = "rules: {}") throws -> (RepositoryTree, RepositoryTree) {
    let shared = try CaseFile("base.case")
    let policies = shared.tree("base", on: shared).entries.filter { $0.path.hasPrefix("policies/") }
    let further = RepositoryTree.Entry(path: "policies/z.yaml", content: .file(Array("\(rule)\n".utf8)))
    let added = RepositoryTree.Entry(path: "keys/mine.yaml", content: .file(Array(key.utf8)))
    return (
      RepositoryTree(entries: policies + [further], presentFolders: RepositoryTree.folders),
      RepositoryTree(entries: policies + [further, added], presentFolders: RepositoryTree.folders)
    )
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

  /// Whether one of `words` stands in a file of `tree` that is none of `read`.
  private func stands(_ words: Set<Text>, in tree: RepositoryTree, outside read: RepositoryTree) -> Bool {
    let known = Set(read.entries.map(\.path))
    return tree.entries.filter { !known.contains($0.path) }.contains { entry in
      let text = String(decoding: bytes(entry), as: UTF8.self)
      return words.contains { text.contains($0.string) }
    }
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
