import BittingCompiler
@testable import BittingReview
import BundleWriting
import KeyModel
import TestSupport
import Testing

/// A review does all of its work, or says that it does not.
@Suite struct ReviewWorkTests {
  private let issued = Instant(seconds: Shop.start)

  @Test func endsWithTheWholeAnswerOrWithNone() throws {
    var random = SeededGenerator(printing: "shops, edits and how much work there is for them")
    var (whole, givenUp) = (0, 0)
    for _ in 0..<25 {
      let base = Shop(random: &random)
      var head = base
      for _ in 0..<Int.random(in: 1...4, using: &random) { _ = head.edit(&random) }
      let revisions = Sides(revision(base), revision(head))
      let all = try told(revisions, ReviewWork(), random)
      for maximum in [0, 1, 5, 20, 100, 1_000] {
        do {
          #expect(try told(revisions, ReviewWork(maximum), random) == all)
          whole += 1
        } catch ReviewFailure.tooMuch {
          #expect(maximum < 1_000)
          givenUp += 1
        }
      }
    }
    #expect(whole > 20 && givenUp > 10)
  }

  @Test func countsThePairsOfRoutesThatOverlap() throws {
    // Each of ten routes meets each of the ten that take its place.
    let trees = Sides(try tree { "GET /{a}/base\($0)" }, try tree { "GET /head\($0)/{b}" })
    #expect(RoutePairs(trees)?.pairs.count == 120)
    #expect(RoutePairs(trees, maximum: 120) != nil)
    #expect(RoutePairs(trees, maximum: 50) == nil)
  }

  private func tree(_ route: (Int) -> String) throws -> RouteTree {
    RouteTree(
      try (0..<10).map { BundleContent.Route(template: try #require(RouteTemplate(route($0))), scope: nil) })
  }

  private func revision(_ shop: Shop) -> Revision { Revision(Checker.check(shop.tree, at: issued).uncheckedCatalog) }

  /// How many differences there are of tokens and of routes.
  private func told(
    _ revisions: Sides<Revision>, _ work: ReviewWork, _ random: SeededGenerator
  ) throws -> [Int] {
    var review = AccessReview(revisions, issued: issued, isWhole: true, work: work, using: random)
    try review.run()
    return [review.found.tokens.values.reduce(0) { $0 + $1.count }, review.found.routes.count]
  }
}
