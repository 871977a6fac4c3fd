internal import DecisionExplanation
public import Diagnostics
internal import KeyModel

/// A report as JUnit XML, which CI systems show: a suite for each test, a case for each of its requests.
///
/// A test that is skipped or cannot be run is a suite with one case that says so. There are no times in it, so two runs
/// of the same tests give the same bytes.
public enum JUnitTestRenderer {
  /// The report of tests in `sources`, which lie in `folder` of the checkout.
  public static func render(_ report: PolicyTestReport, of sources: SourceSet, in folder: String = "") -> String {
    let suites = report.results.map(suite)
    let places = TestPlaces(report, sources, in: folder)
    let total = suites.reduce(into: JUnitSuite.Numbers()) { $0.add($1.numbers) }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="bitting"\(total.attributes)>
      \(zip(suites, report.results).map { $0.text(at: places[$1.test.place], places) }.joined())</testsuites>\n
      """
  }

  private static func suite(_ result: PolicyTestResult) -> JUnitSuite {
    let test = result.test
    switch result.verdict {
    case .ran(let requests): return JUnitSuite(test: test, cases: requests.map { testCase($0, of: test) })
    case .skipped(let reason):
      let element = "<skipped message=\"\(message(reason.string))\"/>"
      return JUnitSuite(test: test, cases: [.init(name: "\(test.name)", place: test.place, .skipped, element)])
    case .broken(let breakage):
      let element = "<error message=\"\(message(breakage.message))\" type=\"\(LocatedFailure.testNotRun)\"/>"
      return JUnitSuite(test: test, cases: [.init(name: "\(test.name)", place: breakage.place, .broken, element)])
    }
  }

  private static func message(_ text: String) -> String { XMLText.attribute(TokenRedactor.redact(text)) }

  private static func testCase(_ result: RequestResult, of test: PolicyTest) -> JUnitSuite.Case {
    let name = "\(result.request.method) \(result.request.path): \(result.request.outcome)"
    guard !result.isAsExpected else { return JUnitSuite.Case(name: name, place: result.request.place, .passed, "") }
    let message = XMLText.attribute("expected \(result.request.outcome), got \(result.actual)")
    let details = [test.circumstances] + (result.trace?.lines ?? [])
    let body = XMLText.escaped(TokenRedactor.redact(details.joined(separator: "\n")))
    let element = "<failure message=\"\(message)\" type=\"\(LocatedFailure.unexpectedDecision)\">\(body)</failure>"
    return JUnitSuite.Case(name: name, place: result.request.place, .failed, element)
  }
}
