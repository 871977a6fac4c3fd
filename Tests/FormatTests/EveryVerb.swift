import BittingCompiler
import BittingQueries
import BittingReview
import Diagnostics
import KeyModel
import PolicyTesting
import Testing

@testable import bitting

/// What one verb prints in one format of something that holds an injection.
struct Print: CustomStringConvertible {
  let verb: String
  let format: String
  let text: String

  var description: String { "\(verb) --format \(format)" }
}

/// Every verb that has formats of its own, in each of them.
enum EveryVerb {
  /// What ``prints(_:)`` makes of each injection, once.
  private static let all = Result {
    try Dictionary(uniqueKeysWithValues: Injection.all.map { ($0.name, try prints($0)) })
  }

  /// What is printed with `injection` in it.
  static func of(_ injection: Injection) throws -> [Print] { try #require(try all.get()[injection.name]) }

  /// All of it: what is printed of declarations that hold `injection`, and of reports that have it where a user could not
  /// bring it today.
  private static func prints(_ injection: Injection) throws -> [Print] {
    let text = injection.value
    let found = Report(finding: injection).texts + (try Report(compiling: injection)).texts
    let tree = InjectedShop.after(text)
    let checked = Checker.check(tree, at: try InjectedShop.now())
    return found.map { Print(verb: "check", format: $0.format, text: $0.text) } + (try tests(checked))
      + (try review(ReviewSample.review(text))) + (try review(compiled(tree))) + (try answers(checked, text))
      + (try decisions(checked, text))
  }

  static func compiled(_ head: RepositoryTree) throws -> Review {
    let input = ReviewInput(
      base: InjectedShop.before, head: head, baseName: "main", at: try InjectedShop.now(), isWhole: true,
      withFingerprints: true)
    return try Reviewer.review(input, using: SystemRandomNumberGenerator())
  }

  private static func review(_ review: Review) throws -> [Print] {
    let refused = RefusedChanges(try ["widening", "room"].map { try #require(.init($0)) })
    return [
      ("terminal", TerminalReview(isColored: false, tellsApprovers: true).render(review)),
      ("json", JSONReview.render(review)), ("github", GitHubReview.render(review)),
      ("markdown", MarkdownReview.render(review)), ("junit", JUnitReview.render(review, refusing: refused)),
      ("sarif", SARIFReview.render(review, rules: Report.someRules, version: "1.0.0")),
    ].map { Print(verb: "review", format: $0.0, text: $0.1) }
  }

  private static func tests(_ checked: CheckedRepository) throws -> [Print] {
    let catalog = checked.uncheckedCatalog
    var rehearsals = TestRehearsals(of: catalog)
    let report = rehearsals.run(catalog.declarations.tests)
    let sources = checked.sources
    return [
      ("terminal", TerminalTestRenderer(isColored: false).render(report, of: sources)),
      ("json", JSONTestRenderer.render(report, of: sources)),
      ("github", GitHubTestRenderer.render(report, of: sources)),
      ("markdown", MarkdownTestRenderer.render(report, of: sources)),
      ("junit", JUnitTestRenderer.render(report, of: sources)),
      ("sarif", SARIFTestRenderer.render(report, of: sources, version: "1.0.0")),
    ].map { Print(verb: "test", format: $0.0, text: $0.1) }
  }
}
