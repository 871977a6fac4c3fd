internal import DecisionExplanation
internal import Diagnostics
internal import KeyModel

/// Something in a report that is not as expected, with its place as people count.
struct LocatedFailure {
  /// The fact and its place. No text of it holds a token.
  let finding: LocatedFinding
  /// The decision step by step; nil for a test that could not be run.
  let trace: DecisionTrace?

  /// Everything in `report` that is not as expected, in the order of the files, which are named from above `folder`.
  static func all(
    in report: PolicyTestReport, of sources: SourceSet, in folder: String = "", withFingerprints: Bool = false
  ) -> [LocatedFailure] {
    let found = report.results.flatMap(failures)
    let locator = FindingLocator(sources, in: folder, withFingerprints: withFingerprints)
    let located = locator.locate(found.map(\.0))
    return zip(located, found).map { LocatedFailure(finding: $0, trace: $1.1) }
  }

  private static func failures(of result: PolicyTestResult) -> [(Finding, DecisionTrace?)] {
    if case .broken(let breakage) = result.verdict { return [(finding(breakage, of: result.test), nil)] }
    return result.requests.filter { !$0.isAsExpected }.map { (finding($0, of: result.test), $0.trace) }
  }

  private static func finding(_ breakage: PolicyTestResult.Breakage, of test: PolicyTest) -> Finding {
    Finding(
      TestRules.testNotRun.name, .error, "test `\(test.name)` cannot be run: \(breakage.message)", at: breakage.place,
      help: breakage.help)
  }

  private static func finding(_ result: RequestResult, of test: PolicyTest) -> Finding {
    let request = "\(result.request.method) \(result.request.path)"
    let actual = result.denial.map { "is denied for `\($0)`" } ?? "is allowed"
    let expected = result.isAdded ? "others: \(result.request.outcome)" : "\(result.request.outcome)"
    // Nobody wrote that request, which a public route allows too.
    let isUnlisted = result.isAdded && result.denial == nil
    return Finding(
      TestRules.unexpectedDecision.name, .error,
      "`\(request)` \(actual), and test `\(test.name)` expects `\(expected)`",
      at: result.request.place, help: isUnlisted ? "if it may be, list it under `expect`: `\(request): allow`" : nil)
  }
}

extension PolicyTest {
  /// The caller, the instant and the address, for people.
  var circumstances: String {
    let who =
      switch caller {
      case .nobody: "no credential"
      case .key(let key, _, _), .keyWithoutSecret(let key, _): "key `\(key)`"
      }
    let origin = from.map { " from `\($0)`" } ?? ""
    return "\(who)\(origin) at \(stage.at), service `\(stage.service)`, environment `\(stage.environment)`"
  }
}
