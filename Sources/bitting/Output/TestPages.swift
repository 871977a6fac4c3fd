internal import Diagnostics
internal import PolicyTesting

/// The pages of `bitting explain` about policy tests.
enum TestPages {
  /// Everything that has a page: its name and what it is in one sentence.
  static let summaries = pages.map { ($0.name, $0.summary) }

  /// The page named `name`; nil if nothing is called so.
  static func page(named name: String) -> String? {
    pages.first { $0.name.utf8.elementsEqual(name.utf8) }.map { page in
      "\(page.name) (about `bitting test`)\n\(page.summary)\n\n\(page.why)\n"
    }
  }

  private static let pages = TestRules.all + [coverage]

  private static let coverage = RuleDescription(
    "coverage", .note, summary: "which decisions the policy tests have seen, of those that can happen",
    why: """
      A cell is one outcome of the keys of one type on one route. Possible are, on each route of a service:

        a public route: that anybody is allowed;
        any other, for each type with a key that has a secret in one of the service's bundles, in any environment:
        whatever one of these keys can come to with its own token, at some instant, from some address, for some tenant.
        That is `allow`, `decoy`, `disabled`, `not-yet-valid`, `expired`, `network`, `scope` and, where the route
        names a tenant, `tenant`.

      No test of a key can meet the others, so they are not counted: `missing`, `ambiguous`, `malformed` and `unknown`
      are about no key, `revoked` is about no secret that a key still has, a bundle that is sealed for a test is never
      `stale`, `path` and `route` are about no route, `rate` and `quota` are about many requests.

      A cell is seen when a request of a test has come to it, whether or not that was expected. The percentage is
      rounded down. In LCOV a route is the line of its declaration, a type is a block, and a cell is a branch.
      """)
}
