internal import DecisionExplanation
public import Diagnostics
internal import KeyModel

/// A report as JUnit XML, which CI systems show: a suite for each test, a case for each of its requests.
///
/// A test that is skipped or cannot be run is a suite with one case that says so.
public enum JUnitTestRenderer {
  /// The report of tests in `sources`, which lie in `folder` of the checkout.
  public static func render(_ report: PolicyTestReport, of sources: SourceSet, in folder: String = "") -> String {
    let places = TestPlaces(report, sources, in: folder)
    return JUnitReport(named: "bitting test", suites: report.results.map { suite($0, places) }).text
  }

  private static func suite(_ result: PolicyTestResult, _ places: TestPlaces) -> JUnitSuite {
    JUnitSuite(result.test.name.string, in: places[result.test.place]?.file, cases: cases(of: result, places))
  }

  private static func cases(of result: PolicyTestResult, _ places: TestPlaces) -> [JUnitCase] {
    let test = result.test
    switch result.verdict {
    case .ran(let requests): return requests.map { testCase($0, of: test, places) }
    case .skipped(let reason):
      let outcome = JUnitCase.Outcome.skipped(.init("skipped", reason.string))
      return [JUnitCase(test.name.string, of: test.name.string, at: places[test.place], outcome)]
    case .broken(let breakage):
      let outcome = JUnitCase.Outcome.broken(.init(TestRules.testNotRun.name, breakage.message))
      return [JUnitCase(test.name.string, of: test.name.string, at: places[breakage.place], outcome)]
    }
  }

  private static func testCase(_ result: RequestResult, of test: PolicyTest, _ places: TestPlaces) -> JUnitCase {
    let name = "\(result.request.method) \(result.request.path): \(result.request.outcome)"
    return JUnitCase(name, of: test.name.string, at: places[result.request.place], outcome(of: result, of: test))
  }

  private static func outcome(of result: RequestResult, of test: PolicyTest) -> JUnitCase.Outcome {
    guard !result.isAsExpected else { return .passed() }
    let details = [test.circumstances] + (result.trace?.lines ?? [])
    return .failed(
      .init(
        TestRules.unexpectedDecision.name, "expected \(result.request.outcome), got \(result.actual)",
        text: details.joined(separator: "\n")))
  }
}
