import Diagnostics
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// No text of a user does anything in any report.
@Suite struct InertnessTests {
  static func reports(of injection: Injection) throws -> [Report] {
    [Report(finding: injection), try Report(compiling: injection)]
  }

  @Test func knowsManyInjections() {
    #expect(Injection.all.count > 80)
  }

  @Test(arguments: Injection.all)
  func showsNoHiddenCharacterAndNoToken(_ injection: Injection) throws {
    for (format, text) in try Self.reports(of: injection).flatMap(\.texts) {
      let hidden = text.unicodeScalars.first { $0 != "\n" && ($0 == "\t" || HiddenCharacter($0.value) != nil) }
      #expect(hidden == nil, "\(format): \(hidden.map { HiddenCharacter.name(of: $0.value) } ?? "")")
      #expect(!Injection.secrets.contains { text.utf8.contains($0.utf8) }, "\(format)")
    }
  }

  @Test(arguments: Injection.all)
  func beginsNoCommandOfAWorkflow(_ injection: Injection) throws {
    for report in try Self.reports(of: injection) {
      for (format, text) in report.texts where format != "github" {
        #expect(CommandLog.read(text).commands.isEmpty, "\(format)")
      }
      let (commands, lines) = CommandLog.read(WorkflowRenderer.render(report.findings))
      #expect(commands.count == report.findings.count && lines == commands.count)
      for (command, finding) in zip(commands, report.findings) {
        let help = finding.help.map { "\nhelp: \(TerminalText.escaped($0))" } ?? ""
        #expect(command.data == TerminalText.escaped(finding.message) + help)
        #expect(["error", "warning", "notice"].contains(command.name))
        #expect((command.properties["file"] ?? "") == TerminalText.escaped(finding.place.file))
        #expect(command.properties["title"] == finding.rule)
        #expect(Set(command.properties.keys).isSubset(of: ["file", "line", "endLine", "col", "endColumn", "title"]))
      }
    }
  }

  @Test(arguments: Injection.all)
  func readsBackFromJSON(_ injection: Injection) throws {
    for report in try Self.reports(of: injection) {
      let text = JSONRenderer.render(report.findings)
      #expect(text.utf8.count { $0 == 0x0A } == 1)
      let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let findings = try #require(object["findings"] as? [[String: Any]])
      #expect(findings.count == report.findings.count)
      for (read, finding) in zip(findings, report.findings) {
        #expect(same(read["message"], finding.message))
        #expect(same(read["file"], finding.place.file))
        #expect(same(read["path"], finding.path))
      }
    }
  }

  @Test(arguments: Injection.all)
  func readsBackFromSARIF(_ injection: Injection) throws {
    for report in try Self.reports(of: injection) {
      let text = SARIFRenderer(rules: Report.someRules, of: "check", version: "1.0.0").render(report.findings)
      let object = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let run = try #require((object["runs"] as? [[String: Any]])?.first)
      let results = try #require(run["results"] as? [[String: Any]])
      #expect(results.count == report.findings.count)
      for (result, finding) in zip(results, report.findings) {
        let message = try #require((result["message"] as? [String: Any])?["text"] as? String)
        #expect(!message.contains("]("))
        #expect(message.hasPrefix(TerminalText.escaped(finding.message).replacing("](", with: "]\\u{28}")))
        let places = try #require(result["locations"] as? [[String: [String: [String: Any]]]])
        let uri = try #require(places.first?["physicalLocation"]?["artifactLocation"]?["uri"] as? String)
        #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect(finding.place.file.isEmpty ? uri == "." : same(uri.removingPercentEncoding, finding.place.file))
      }
    }
  }

  @Test(arguments: Injection.all)
  func readsBackFromJUnit(_ injection: Injection) throws {
    for report in try Self.reports(of: injection) {
      let cases = XMLCases(JUnitRenderer(rules: Report.someRules).render(report.findings))
      #expect(cases.error == nil)
      #expect(cases.elements.isSubset(of: ["testsuites", "testsuite", "testcase", "failure", "skipped", "system-out"]))
      let expected = report.findings.filter { $0.severity != .note }.map { TerminalText.escaped($0.message) }
      #expect(cases.messages.sorted() == expected.sorted())
    }
  }

  @Test(arguments: Injection.all)
  func addsNoMarkupToMarkdown(_ injection: Injection) throws {
    for report in try Self.reports(of: injection) {
      let text = MarkdownRenderer.render(report.findings, scope: "1 file")
      #expect(text.utf8.count < 65_536)
      let ours = ["<!-- bitting:check -->", "<details><summary>", "</summary>", "</details>"]
      let rest = ours.reduce(text) { rest, tag in
        guard let place = rest.firstRange(of: tag) else { return rest }
        return rest.replacingCharacters(in: place, with: "")
      }
      #expect(!rest.contains("<") && !rest.contains("|"))
      let starts = ["## ", "- **", "  - help: ", "Looked at ", "There is no room"]
      for line in rest.split(separator: "\n") where !starts.contains(where: line.hasPrefix) {
        #expect(line.wholeMatch(of: /(and )?\d+ (error|warning|note)s?(, \d+ (error|warning|note)s?)*/) != nil)
      }
    }
  }

  @Test(arguments: Injection.all)
  func readsBackFromCSVAndStartsNoFormula(_ injection: Injection) {
    let field = CSVText.field(injection.value)
    let isQuoted = field.hasPrefix("\"")
    let read = isQuoted ? String(field.dropFirst().dropLast()).replacing("\"\"", with: "\"") : field
    let shown = injection.value.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(isQuoted || !field.utf8.contains { $0 == 0x2C || $0 == 0x0A || $0 == 0x22 })
    #expect(!["=", "+", "-", "@", "\t", "\r", "\u{FF1D}"].contains { read.hasPrefix($0) })
    #expect(read.unicodeScalars.allSatisfy { $0 == "\n" || HiddenCharacter($0.value) == nil })
    if !shown.contains(where: { TerminalText.escaped(String($0)) != $0 }) {
      #expect(read == injection.value || read == "'" + injection.value)
    }
  }

  private func same(_ read: Any?, _ written: String) -> Bool {
    (read as? String).map { $0.utf8.elementsEqual(written.utf8) } ?? false
  }
}

extension String.UTF8View {
  fileprivate func contains(_ other: String.UTF8View) -> Bool { Array(self).firstRange(of: Array(other)) != nil }
}

/// What an XML parser finds in a JUnit report.
private final class XMLCases: NSObject, XMLParserDelegate {
  private(set) var elements: Set<String> = []
  private(set) var messages: [String] = []
  private(set) var error: String?

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { error = parser.parserError.map { "\($0)" } ?? "unknown" }
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.insert(elementName)
    if let message = attributes["message"] { messages.append(message) }
  }
}
