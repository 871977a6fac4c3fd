import Diagnostics
import Foundation
import TestSupport
import Testing

/// Reports as programs of others read them.
@Suite struct ConsumerTests {
  /// What `read_reports.py` says of one file.
  struct Reading: Decodable {
    var problems: [String]?
    var tests: Int?
    var failures: Int?
    var skipped: Int?
    var messages: [String]?
    var elements: [String]?
    var comments: [String]?
    var code: [String]?
    var prose: [String]?
  }

  /// What a reader may see of a Markdown report as a page.
  static let elements = ["h2", "p", "ul", "li", "strong", "code", "details", "summary"]

  @Test(.enabled(if: PythonTools.python != nil, "`.ci/python-tools` installs what this needs"))
  func areReadAsTheyAreMeant() throws {
    let reports = try Injection.all.flatMap { injection in
      [
        ("\(injection.name) compiled", try Report(compiling: injection)),
        ("\(injection.name) found", Report(finding: injection)),
      ]
    }
    let folder = try TemporaryFolder()
    for (number, report) in reports.enumerated() {
      for (format, text) in report.1.texts where ["sarif", "junit", "markdown"].contains(format) {
        try folder.write(Array(text.utf8), to: "\(number).\(format)")
      }
    }
    let all = SARIFRenderer(rules: Report.rules, of: "check", version: "1.0.0").render(reports[0].1.findings)
    try folder.write(Array(all.utf8), to: "all rules.sarif")
    let outcome = try PythonTools.read(folder, with: "read_reports.py")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let readings = try JSONDecoder().decode([String: Reading].self, from: Data(outcome.output))
    #expect(readings["all rules.sarif"]?.problems == [])
    for (number, (name, report)) in reports.enumerated() {
      #expect(readings["\(number).sarif"]?.problems == [], "\(name)")
      try check(#require(readings["\(number).junit"]), of: report, name)
      try check(page: #require(readings["\(number).markdown"]), of: report, name)
    }
  }

  private func check(_ junit: Reading, of report: Report, _ name: String) throws {
    let errors = report.findings.filter { $0.severity == .error }
    #expect(junit.failures == errors.count, "\(name)")
    #expect(junit.skipped == report.findings.count { $0.severity == .warning }, "\(name)")
    let messages = report.findings.filter { $0.severity != .note }.map { TerminalText.escaped($0.message) }
    #expect(junit.messages?.sorted() == messages.sorted(), "\(name)")
  }

  private func check(page: Reading, of report: Report, _ name: String) throws {
    #expect(Set(try #require(page.elements)).subtracting(Self.elements).isEmpty, "\(name): \(page.elements ?? [])")
    #expect(page.comments == [" bitting:check "], "\(name)")
    // What is looked for in the finished page, outside of code; a `<`, `|` or backtick is just that by then.
    let marks = /[@#$!\[\]*_~\\^{}]|:\/\/|www\.|:[\w+-]+:|GH-|[0-9a-f]{7}/
    let suspects = try #require(page.prose).filter { $0.firstMatch(of: marks) != nil }
    #expect(suspects.isEmpty, "\(name)")
  }
}
