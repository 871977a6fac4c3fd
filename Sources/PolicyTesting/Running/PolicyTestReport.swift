/// What all tests of a run came to.
public struct PolicyTestReport: Sendable {
  /// The results, in the order of the files.
  public let results: [PolicyTestResult]

  /// A report of `results`, in any order.
  public init(_ results: [PolicyTestResult]) {
    self.results = results.sorted { $0.test.place < $1.test.place }
  }

  /// Whether every test that was to be run came out as expected.
  public var isGood: Bool { results.allSatisfy(\.isGood) }

  /// What there is to count.
  public var counts: Counts { Counts(results) }

  /// Numbers of a run.
  public struct Counts: Hashable, Sendable {
    /// Tests that were run, in whole or in part.
    public private(set) var tests = 0
    /// Requests that were made.
    public private(set) var requests = 0
    /// Those whose decision was not the expected one.
    public private(set) var unexpected = 0
    /// Tests with such a request.
    public private(set) var failed = 0
    /// Tests that could not be run.
    public private(set) var broken = 0
    /// Tests that were not to be run.
    public private(set) var skipped = 0

    init(_ results: [PolicyTestResult]) {
      for result in results {
        switch result.verdict {
        case .skipped: skipped += 1
        case .broken: broken += 1
        case .ran(let made):
          let wrong = made.count { !$0.isAsExpected }
          tests += 1
          requests += made.count
          unexpected += wrong
          failed += wrong > 0 ? 1 : 0
        }
      }
    }

    /// One line: `18 tests, 61 requests: all as expected`.
    public var text: String {
      let made = "\(tests.of("test")), \(requests.of("request"))"
      var parts: [String] = []
      if unexpected > 0 { parts.append("\(unexpected) not as expected, in \(failed.of("test"))") }
      if broken > 0 { parts.append("\(broken.of("test")) could not be run") }
      if parts.isEmpty { parts.append(requests > 0 ? "all as expected" : "nothing was asked") }
      if skipped > 0 { parts.append("\(skipped) skipped") }
      return "\(made): \(parts.joined(separator: "; "))"
    }
  }
}

extension Int {
  /// This many of `noun`: `1 test`, `2 tests`.
  func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
