/// A `testsuite` element of JUnit XML.
public struct JUnitSuite: Sendable {
  let name: String
  let file: String?
  let cases: [JUnitCase]

  /// The suite `name` with `cases`, which are about `file` if one is given.
  public init(_ name: String, in file: String? = nil, cases: [JUnitCase]) {
    self.name = name
    self.file = file
    self.cases = cases
  }

  var counts: JUnitCounts { cases.reduce(into: JUnitCounts()) { $0.add($1.counts) } }

  func write(to text: inout String, _ names: inout JUnitNames) {
    let place = file.map { JUnitReport.attribute("file", $0) } ?? ""
    text += "  <testsuite\(JUnitReport.attribute("name", name))\(counts.attributes)\(place)>\n"
    for testCase in cases { testCase.write(to: &text, &names) }
    text += "  </testsuite>\n"
  }
}

/// A `testcase` element of JUnit XML.
public struct JUnitCase: Sendable {
  /// How it ended.
  public enum Outcome: Sendable {
    /// As it should; the text, if there is any, is what people may want to read all the same.
    case passed(String = "")
    /// Not as it should.
    case failed(Problem)
    /// It could not be told.
    case broken(Problem)
    /// Nothing was told.
    case skipped(Problem)
  }

  /// Why a case has not passed.
  public struct Problem: Sendable {
    let type: String
    let message: String
    let text: String

    /// A problem of a kind that is called `type`: the fact in a line, and all there is to tell as lines of text.
    public init(_ type: String, _ message: String, text: String = "") {
      (self.type, self.message, self.text) = (type, message, text)
    }
  }

  let className: String
  let name: String
  let place: LocatedFinding.Place?
  let outcome: Outcome

  /// The case `name` of `className`, which is at `place`. Servers find a case again by both names in the next run.
  public init(_ name: String, of className: String, at place: LocatedFinding.Place? = nil, _ outcome: Outcome) {
    self.className = className
    self.name = name
    self.place = place
    self.outcome = outcome
  }

  var counts: JUnitCounts {
    switch outcome {
    case .passed: JUnitCounts(tests: 1)
    case .failed: JUnitCounts(tests: 1, failures: 1)
    case .broken: JUnitCounts(tests: 1, errors: 1)
    case .skipped: JUnitCounts(tests: 1, skipped: 1)
    }
  }

  func write(to text: inout String, _ names: inout JUnitNames) {
    let shown = names.unique(TerminalText.escaped(TokenRedactor.redact(name)), in: className)
    let name = JUnitReport.attribute("name", shown)
    let position = place.map { JUnitReport.attribute("file", $0.file) + " line=\"\($0.line)\"" } ?? ""
    text += "    <testcase\(JUnitReport.attribute("classname", className))\(name)\(position)"
    text += element.isEmpty ? "/>\n" : ">\n      \(element)\n    </testcase>\n"
  }

  private var element: String {
    switch outcome {
    case .passed(""): ""
    case .passed(let text): "<system-out>\(JUnitCase.content(text))</system-out>"
    case .failed(let problem): JUnitCase.element("failure", problem)
    case .broken(let problem): JUnitCase.element("error", problem)
    case .skipped(let problem): JUnitCase.element("skipped", problem)
    }
  }

  private static func element(_ name: String, _ problem: Problem) -> String {
    let head =
      "<\(name)\(JUnitReport.attribute("type", problem.type))\(JUnitReport.attribute("message", problem.message))"
    return problem.text.isEmpty ? head + "/>" : head + ">\(content(problem.text))</\(name)>"
  }

  private static func content(_ text: String) -> String { XMLText.escaped(TokenRedactor.redact(text)) }
}
