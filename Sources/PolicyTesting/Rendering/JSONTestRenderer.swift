internal import DecisionExplanation
public import Diagnostics
internal import KeyModel

/// A report for programs.
public enum JSONTestRenderer {
  /// The report of tests in `sources`, with what they cover where that was asked for, on one line.
  public static func render(
    _ report: PolicyTestReport, of sources: SourceSet, covering coverage: JSONValue? = nil
  ) -> String {
    let counts = report.counts
    let places = TestPlaces(report, sources)
    let head: [(name: String, value: JSONValue)] = [
      ("tests", .array(report.results.map { json($0, places) })), ("run", .int(counts.tests)),
      ("requests", .int(counts.requests)), ("unexpected", .int(counts.unexpected)), ("failed", .int(counts.failed)),
      ("broken", .int(counts.broken)), ("skipped", .int(counts.skipped)), ("passed", .bool(report.isGood)),
    ]
    return JSONValue.object(head + (coverage.map { [("coverage", $0)] } ?? [])).text + "\n"
  }

  private static func json(_ result: PolicyTestResult, _ places: TestPlaces) -> JSONValue {
    let test = result.test
    let (verdict, reason) = words(result)
    let head: [(name: String, value: JSONValue)] = [
      ("name", text(test.name)), ("verdict", .string(verdict)), ("reason", .string(orNull: reason)),
      ("service", text(test.stage.service)), ("environment", text(test.stage.environment)),
      ("key", text(test.caller.key)), ("at", text(test.stage.at)), ("from", text(test.from)),
    ]
    let tail: [(name: String, value: JSONValue)] = [
      ("requests", .array(result.requests.map { json($0, places) }))
    ]
    return .object(head + places.members(of: test.place) + tail)
  }

  private static func words(_ result: PolicyTestResult) -> (verdict: String, reason: String?) {
    switch result.verdict {
    case .ran: (result.isGood ? "passed" : "failed", nil)
    case .skipped(let reason): ("skipped", TokenRedactor.redact(reason.string))
    case .broken(let breakage): ("broken", TokenRedactor.redact(breakage.message))
    }
  }

  private static func json(_ result: RequestResult, _ places: TestPlaces) -> JSONValue {
    let head: [(name: String, value: JSONValue)] = [
      ("method", text(result.request.method)), ("path", text(result.request.path)),
      ("expected", text(result.request.outcome)), ("actual", text(result.actual)),
      ("asExpected", .bool(result.isAsExpected)), ("added", .bool(result.isAdded)), ("route", text(result.route)),
      ("type", text(result.type)),
    ]
    let trace = result.trace.map { [("steps", JSONValue.array($0.steps.map(\.json)))] } ?? []
    return .object(head + places.members(of: result.request.place) + trace)
  }

  private static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
    .string(orNull: (value?.description).map(TokenRedactor.redact))
  }
}

extension PolicyTest.Caller {
  /// The key that asks.
  var key: KeyID? {
    switch self {
    case .nobody: nil
    case .key(let key, _, _), .keyWithoutSecret(let key, _): key
    }
  }
}
