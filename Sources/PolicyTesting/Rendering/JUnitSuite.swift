internal import Diagnostics
internal import KeyModel

/// A `testsuite` element of JUnit XML: one test, with a `testcase` for each of its requests.
struct JUnitSuite {
  enum Outcome { case passed, failed, broken, skipped }

  struct Case {
    let name: String
    let place: SourceSpan
    let outcome: Outcome
    let element: String

    init(name: String, place: SourceSpan, _ outcome: Outcome, _ element: String) {
      self.name = name
      self.place = place
      self.outcome = outcome
      self.element = element
    }
  }

  /// What the attributes of a suite count.
  struct Numbers {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    mutating func add(_ other: Numbers) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
    }

    var attributes: String {
      " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }
  }

  let test: PolicyTest
  let cases: [Case]

  var numbers: Numbers {
    Numbers(
      tests: cases.count, failures: cases.count { $0.outcome == .failed },
      errors: cases.count { $0.outcome == .broken }, skipped: cases.count { $0.outcome == .skipped })
  }

  func text(at place: LocatedFinding.Place?, _ places: TestPlaces) -> String {
    let name = XMLText.attribute(TokenRedactor.redact(test.name.string))
    let file = place.map { " file=\"\(XMLText.attribute($0.file))\"" } ?? ""
    let head = "  <testsuite name=\"\(name)\"\(numbers.attributes)\(file)>\n"
    return head + cases.map { text(of: $0, in: name, places[$0.place]) }.joined() + "  </testsuite>\n"
  }

  private func text(of testCase: Case, in suite: String, _ place: LocatedFinding.Place?) -> String {
    let name = XMLText.attribute(TokenRedactor.redact(testCase.name))
    let spot = place.map { " file=\"\(XMLText.attribute($0.file))\" line=\"\($0.line)\"" } ?? ""
    let head = "    <testcase name=\"\(name)\" classname=\"\(suite)\"\(spot)"
    guard !testCase.element.isEmpty else { return head + "/>\n" }
    return "\(head)>\n      \(testCase.element)\n    </testcase>\n"
  }
}
