import Diagnostics
import Foundation
import FoundationXML
import KeyModel
import PolicyTesting
import Testing

/// What users wrote is inert in every format.
@Suite struct RenderingTests {
  /// A text that tries to be more than text; the list is the one that every report is tried with.
  private struct Injection: Decodable {
    let name: String
    let text: String
    let times: Int?
    var value: String { String(repeating: text, count: times ?? 1) }
  }

  private static func injections() throws -> [Injection] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../FormatTests/Injections.json")
    return try JSONDecoder().decode([Injection].self, from: Data(contentsOf: file))
  }

  /// What no report may show of the tokens in that list: the digits behind the handle.
  private static let secret = "T3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3"
  private static let hostile = "</failure>]]><script>&amp; | @everyone ##[error]x `code` \"q\" 'q' \u{1b}[31m\u{202E}"

  private func sources(_ text: String) -> SourceSet {
    SourceSet([SourceFile(path: "policies/\(text).yaml", bytes: Array("expect: allow\n".utf8))])
  }

  private func report(_ text: String = hostile) throws -> PolicyTestReport {
    let shop = try SmallShop()
    let tests = [
      SampleTest.test(
        named: text, on: shop.stage, token: try shop.token(of: "acme"), tenant: "acme",
        asking: [("GET /\(text)", .allow), ("GET /t/zen/a", .allow), ("GET /t/acme/a", .deny(.scope))]),
      SampleTest.test(named: "::error::\(text)", on: shop.stage, skip: text),
      SampleTest.test(named: text, on: shop.stage),
    ]
    return PolicyTestReport(tests.map(PolicyTestRun(on: shop.gate, shop.stage).result))
  }

  private func renderings(_ text: String = hostile) throws -> [String: String] {
    let (report, sources) = (try report(text), sources(text))
    return [
      "terminal": TerminalTestRenderer(isColored: false).render(report, of: sources),
      "json": JSONTestRenderer.render(report, of: sources), "junit": JUnitTestRenderer.render(report, of: sources),
      "markdown": MarkdownTestRenderer.render(report, of: sources),
      "github": GitHubTestRenderer.render(report, of: sources),
      "sarif": SARIFTestRenderer.render(report, of: sources, version: "1.0.0"),
    ]
  }

  @Test func noFormatHoldsATokenAnythingHiddenOrACommandOfOthers() throws {
    for injection in try Self.injections() {
      for (format, text) in try renderings(injection.value) {
        #expect(!text.contains(Self.secret), "\(format), \(injection.name)")
        let hidden = text.unicodeScalars.contains { $0 != "\n" && ($0 == "\t" || HiddenCharacter($0.value) != nil) }
        #expect(!hidden, "\(format), \(injection.name)")
        #expect(!text.contains("##["), "\(format), \(injection.name)")
        let commands = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("::") }
        #expect(commands.count == (format == "github" ? 4 : 0), "\(format), \(injection.name)")
        #expect(commands.allSatisfy { $0.hasPrefix("::error file=policies/") })
      }
    }
  }

  @Test func markdownHasOnlyOurElementsAndAnEnd() throws {
    for injection in try Self.injections() {
      let text = try #require(try renderings(injection.value)["markdown"])
      let ours = ["<details><summary>", "</summary>", "</details>", "<code>", "</code>"]
      let rest = ours.reduce(text) { $0.replacing($1, with: "") }
      #expect(!rest.contains("<"), "\(injection.name)")
      #expect(text.utf8.count < 65_536, "\(injection.name)")
    }
  }

  @Test func jsonIsReadBack() throws {
    let text = try #require(try renderings()["json"])
    let value = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let tests = try #require(value["tests"] as? [[String: Any]])
    #expect(tests.map { $0["verdict"] as? String } == ["failed", "skipped", "broken"])
    #expect(value["unexpected"] as? Int == 3 && value["passed"] as? Bool == false)
  }

  @Test func sarifTellsTheDecisionStepByStep() throws {
    let text = try #require(try renderings("x")["sarif"])
    let value = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let run = try #require((value["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    let rules = results.map { $0["ruleId"] as? String }
    #expect(rules == ["unexpected-decision", "unexpected-decision", "unexpected-decision", "test-not-run"])
    let messages = results.compactMap { ($0["message"] as? [String: String])?["text"] }
    let lines = messages[1].split(separator: "\n")
    #expect(lines.first == "`GET /t/zen/a` is denied for `tenant`, and test `x` expects `allow`")
    #expect(lines.last == "tenant      denies  the path names `zen`; the key reaches `acme`")
    let hashes = results.compactMap { ($0["partialFingerprints"] as? [String: String])?["primaryLocationLineHash"] }
    #expect(Set(hashes).count == 3, "each of one rule on one line has its own")
  }

  @Test func junitCountsWhatItHolds() throws {
    let document = JUnitDocument()
    let parser = XMLParser(data: Data(try #require(try renderings()["junit"]).utf8))
    parser.delegate = document
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "")")
    #expect(document.count == ["testsuites": 1, "testsuite": 3, "testcase": 5, "failure": 3, "skipped": 1, "error": 1])
    #expect(document.suites.map { $0["tests"] } == ["5", "3", "1", "1"])
    #expect(document.suites.map { $0["failures"] } == ["3", "3", "0", "0"])
    #expect(document.suites.map { $0["skipped"] } == ["1", "0", "1", "0"])
    #expect(document.suites.map { $0["errors"] } == ["1", "0", "0", "1"])
  }

  @Test func countsReadWell() throws {
    #expect(
      try report().counts.text
        == "1 test, 3 requests: 3 not as expected, in 1 test; 1 test could not be run; 1 skipped")
    #expect(PolicyTestReport([]).counts.text == "0 tests, 0 requests: nothing was asked")
  }
}

/// What stands in a JUnit file.
private final class JUnitDocument: NSObject, XMLParserDelegate {
  private(set) var count: [String: Int] = [:]
  private(set) var suites: [[String: String]] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    count[name, default: 0] += 1
    if name.hasPrefix("testsuite") { suites.append(attributes) }
  }
}
