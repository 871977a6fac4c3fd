import Diagnostics
import Foundation
import TestSupport
import Testing

/// Reports as programs of others read them.
@Suite struct ConsumerTests {
  /// What `read_reports.py` says of one file.
  struct Reading: Decodable {
    var problems: [String]?
    var results: Int?
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
  static let elements = [
    "h2", "h3", "p", "ul", "li", "strong", "code", "details", "summary", "table", "thead", "tbody", "tr", "th", "td",
  ]

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
      check(page: try #require(readings["\(number).markdown"]), commentedBy: [" bitting:check "], name)
    }
  }

  @Test(.enabled(if: PythonTools.python != nil, "`.ci/python-tools` installs what this needs"))
  func readsWhatEveryVerbPrints() throws {
    let prints = try Injection.all.flatMap { injection in
      try EveryVerb.of(injection).filter { ["sarif", "junit", "markdown"].contains($0.format) }.map { (injection, $0) }
    }
    let folder = try TemporaryFolder()
    for (number, (_, print)) in prints.enumerated() {
      try folder.write(Array(print.text.utf8), to: "\(number).\(print.format)")
    }
    let outcome = try PythonTools.read(folder, with: "read_reports.py")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let readings = try JSONDecoder().decode([String: Reading].self, from: Data(outcome.output))
    for (number, (injection, print)) in prints.enumerated() {
      let reading = try #require(readings["\(number).\(print.format)"])
      #expect((reading.problems ?? []).isEmpty, "\(print), \(injection.name)")
      guard print.format != "junit" else { continue }
      let comments = print.format == "sarif" || print.verb == "test" ? [] : [" bitting:\(print.verb) "]
      check(page: reading, commentedBy: comments, "\(print), \(injection.name)")
    }
  }

  private func check(_ junit: Reading, of report: Report, _ name: String) throws {
    let errors = report.findings.filter { $0.severity == .error }
    #expect(junit.failures == errors.count, "\(name)")
    #expect(junit.skipped == report.findings.count { $0.severity == .warning }, "\(name)")
    let messages = report.findings.filter { $0.severity != .note }.map { TerminalText.escaped($0.message) }
    #expect(junit.messages?.sorted() == messages.sorted(), "\(name)")
  }

  /// Whether a page has only our own elements and comments, and nothing that a reader would make more of.
  private func check(page: Reading, commentedBy comments: [String], _ name: String) {
    #expect(Set(page.elements ?? []).subtracting(Self.elements).isEmpty, "\(name): \(page.elements ?? [])")
    #expect(page.comments == comments, "\(name)")
    // What is looked for in the finished page, outside of code; a `<`, `|` or backtick is just that by then.
    let marks = /[@#$!\[\]*_~\\^{}]|:\/\/|www\.|:[\w+-]+:|GH-|[0-9a-f]{7}/
    // A `_` within a word of ours, such as a field, means nothing.
    let prose = (page.prose ?? []).map { $0.replacing("token_prefix", with: "").replacing("valid_for", with: "") }
    let suspects = prose.filter { $0.firstMatch(of: marks) != nil }
    #expect(suspects.isEmpty, "\(name): \(suspects.first ?? "")")
  }
}
