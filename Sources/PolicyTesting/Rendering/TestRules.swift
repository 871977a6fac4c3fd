public import Diagnostics

/// What can be wrong with a policy test.
public enum TestRules {
  /// A decision is not the expected one.
  public static let unexpectedDecision = RuleDescription(
    "unexpected-decision", .error,
    summary: "the validator decides about a request in another way than a test expects",
    why: """
      The steps below it are the checks of the validator in their order; the last one decided. Either the declarations
      let somebody do more or less than was meant, or the test expects the wrong thing: both are changes to review.
      """)

  /// A test could not be run.
  public static let testNotRun = RuleDescription(
    "test-not-run", .error,
    summary: "a policy test cannot be run, which is no pass",
    why: """
      A test of a key uses the secret that is live at the test's instant and ends last, else the newest. A key without
      secrets cannot ask for anything, and a test without requests shows nothing.
      """)

  /// All of it.
  public static let all = [unexpectedDecision, testNotRun]
}
