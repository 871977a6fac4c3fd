/// The pages of `bitting explain` about policy tests.
enum TestPages {
  /// Everything that has a page: its name and what it is in one sentence.
  static let summaries = [
    ("unexpected-decision", "the validator decides about a request in another way than a test expects"),
    ("test-not-run", "a policy test cannot be run, which is no pass"),
    ("coverage", "which decisions the policy tests have seen, of those that can happen"),
  ]

  /// The page named `name`; nil if nothing is called so.
  static func page(named name: String) -> String? {
    guard let summary = summaries.first(where: { $0.0.utf8.elementsEqual(name.utf8) })?.1 else { return nil }
    return "\(name) (about `bitting test`)\n\(summary)\n\n\(text(of: name))\n"
  }

  private static func text(of name: String) -> String {
    switch name {
    case "unexpected-decision":
      """
      The steps below it are the checks of the validator in their order; the last one decided. Either the declarations
      let somebody do more or less than was meant, or the test expects the wrong thing: both are changes to review.
      """
    case "test-not-run":
      """
      A test of a key uses the secret that is live at the test's instant and ends last, else the newest. A key without
      secrets cannot ask for anything, and a test without requests shows nothing.
      """
    default:
      """
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
      """
    }
  }
}
