public import Diagnostics
public import KeyModel

/// What a test came to.
public struct PolicyTestResult: Sendable {
  /// The test.
  public let test: PolicyTest
  /// What became of it.
  public let verdict: Verdict

  init(_ test: PolicyTest, _ verdict: Verdict) {
    self.test = test
    self.verdict = verdict
  }

  /// What became of a test.
  public enum Verdict: Sendable {
    /// It was run; these are its requests, in the order of the file, with those that `others` added behind them.
    case ran([RequestResult])
    /// It was not run because it says so.
    case skipped(Text)
    /// It could not be run, which is no pass.
    case broken(Breakage)
  }

  /// Why a test could not be run.
  public struct Breakage: Sendable {
    /// The fact; the user's words stand in backticks.
    public let message: String
    /// What to do about it.
    public let help: String?
    /// Where it shows.
    public let place: SourceSpan
  }

  /// The requests that were made.
  public var requests: [RequestResult] {
    switch verdict {
    case .ran(let requests): requests
    case .skipped, .broken: []
    }
  }

  /// Whether everything came out as expected, or nothing was to be run.
  public var isGood: Bool {
    switch verdict {
    case .ran(let requests): requests.allSatisfy(\.isAsExpected)
    case .skipped: true
    case .broken: false
    }
  }

  /// The result of `test` where there is no bundle to run it on, for the reason in `message`.
  public static func broken(_ test: PolicyTest, _ message: String, help: String? = nil) -> PolicyTestResult {
    PolicyTestResult(test, .broken(Breakage(message: message, help: help, place: test.place)))
  }
}
