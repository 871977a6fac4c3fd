import Diagnostics
import Foundation
import FoundationXML
import KeyModel
import PolicyTesting
import Testing

/// What users wrote is inert in every format.
@Suite struct RenderingTests {
  private static let token = "shop_live_k7Hq2mZpT3vXw8LdRrYb0cNfGsJe4uAiQo22Ctz3"
  private static let hostile = """
    \u{1b}[31m</failure>]]><script>&amp; | @everyone ##[error]x `code` "q" 'q' \u{202E}\(token)
    """

  private let sources = SourceSet([
    SourceFile(path: "policies/\(hostile).yaml", bytes: Array("expect: allow\n".utf8))
  ])

  private func report() throws -> PolicyTestReport {
    let shop = try SmallShop()
    let tests = [
      SampleTest.test(
        named: Self.hostile, on: shop.stage, token: try shop.token(of: "acme"), tenant: "acme",
        asking: [("GET /\(Self.hostile)", .allow), ("GET /t/zen/a", .allow), ("GET /t/acme/a", .deny(.scope))]),
      SampleTest.test(named: "::error::\(Self.hostile)", on: shop.stage, skip: Self.hostile),
      SampleTest.test(named: Self.hostile, on: shop.stage),
    ]
    return PolicyTestReport(tests.map(PolicyTestRun(on: shop.gate, shop.stage).result))
  }

  private func renderings() throws -> [String: String] {
    let report = try report()
    return [
      "terminal": TerminalTestRenderer(isColored: false).render(report, of: sources),
      "json": JSONTestRenderer.render(report, of: sources), "junit": JUnitTestRenderer.render(report, of: sources),
      "markdown": MarkdownTestRenderer.render(report, of: sources),
      "github": GitHubTestRenderer.render(report, of: sources),
    ]
  }

  @Test func noFormatHoldsATokenOrAnythingHidden() throws {
    for (format, text) in try renderings() {
      #expect(!text.contains(Self.token), "\(format)")
      #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202E}" }, "\(format)")
      #expect(!text.contains("##["), "\(format)")
    }
  }

  @Test func onlyOurOwnLinesAreCommands() throws {
    for (format, text) in try renderings() {
      let commands = text.split(separator: "\n").filter { $0.hasPrefix("::") }
      #expect(commands.count == (format == "github" ? 4 : 0), "\(format)")
      #expect(commands.allSatisfy { $0.hasPrefix("::error file=policies/") })
    }
  }

  @Test func markdownHasOnlyOurElements() throws {
    let text = try #require(try renderings()["markdown"])
    #expect(!text.contains("<script"))
    #expect(text.components(separatedBy: "<details>").count == 5)
    #expect(text.components(separatedBy: "</details>").count == 5)
  }

  @Test func jsonIsReadBack() throws {
    let text = try #require(try renderings()["json"])
    let value = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let tests = try #require(value["tests"] as? [[String: Any]])
    #expect(tests.map { $0["verdict"] as? String } == ["failed", "skipped", "broken"])
    #expect(value["unexpected"] as? Int == 3 && value["passed"] as? Bool == false)
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
