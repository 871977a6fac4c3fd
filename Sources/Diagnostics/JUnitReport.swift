/// A report as JUnit XML, as CI servers read it: suites of cases.
///
/// Every text of it is made harmless here. There are no times in it, so that the same report has the same bytes.
public struct JUnitReport: Sendable {
  private let name: String
  private let suites: [JUnitSuite]

  /// The report of what is called `name`.
  public init(named name: String, suites: [JUnitSuite]) {
    self.name = name
    self.suites = suites
  }

  /// The document; the last line ends in a line feed.
  public var text: String {
    let counts = suites.reduce(into: JUnitCounts()) { $0.add($1.counts) }
    var names = JUnitNames()
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites\(JUnitReport.attribute("name", name))\(counts.attributes)>\n"
    for suite in suites { suite.write(to: &text, &names) }
    return text + "</testsuites>\n"
  }

  /// An attribute with a space before it. The value is shown on one line, without tokens.
  static func attribute(_ name: String, _ value: String) -> String {
    " \(name)=\"\(XMLText.attribute(TerminalText.escaped(TokenRedactor.redact(value))))\""
  }
}

/// How many cases ended how.
struct JUnitCounts {
  var tests = 0
  var failures = 0
  var errors = 0
  var skipped = 0

  mutating func add(_ other: JUnitCounts) {
    tests += other.tests
    failures += other.failures
    errors += other.errors
    skipped += other.skipped
  }

  /// The attributes of a suite, with a space before each.
  var attributes: String {
    " tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
  }
}

/// The names that cases have so far. Of two cases of one class and name GitLab shows the first alone.
struct JUnitNames {
  private var uses: [String: Int] = [:]

  /// `name`, or `name (2)` where a case of `className` has it already.
  mutating func unique(_ name: String, in className: String) -> String {
    var candidate = name
    while let count = uses["\(className)\u{0}\(candidate)"] {
      uses["\(className)\u{0}\(candidate)"] = count + 1
      candidate = "\(name) (\(count + 1))"
    }
    uses["\(className)\u{0}\(candidate)"] = 1
    return candidate
  }
}
