import Foundation
import Testing

@testable import Diagnostics

@Suite struct JSONRendererTests {
  @Test func writesWhatScriptsRelyOn() {
    let sample = Sample([("keys/a.yaml", "key: é\nscopes: [«2:b», «1:c»]\n")])
    let finding = Finding("r", .error, "`c` is \"bad\"", at: sample[1], related: [.init("see", at: sample[2])])
    let findings = sample.locate(
      finding, Finding("s", .warning, "w", at: sample[2], help: "h"), finding.weighing(.note))
    let json = JSONRenderer.render(Array(findings.prefix(2)))
    #expect(
      json == """
        {"findings": [{"rule": "r", "severity": "error", "message": "`c` is \\"bad\\"", "help": null, \
        "file": "keys/a.yaml", "line": 2, "column": 13, "endLine": 2, "endColumn": 14, "path": "scopes[1]", \
        "related": [{"file": "keys/a.yaml", "line": 2, "column": 10, "message": "see"}]}, \
        {"rule": "s", "severity": "warning", "message": "w", "help": "h", \
        "file": "keys/a.yaml", "line": 2, "column": 10, "endLine": 2, "endColumn": 11, "path": "scopes[1]", \
        "related": []}], "errors": 1, "warnings": 1}

        """)
    #expect(FindingCounts(findings.map(\.severity)).text == "1 error, 1 warning, 1 note")
    #expect(FindingCounts([.warning, .warning]).text == "2 warnings")
    #expect(FindingCounts([]).text == "no findings")
  }

  @Test func cutsTokensInEveryText() {
    let token = TokenRedactorTests.token
    let sample = Sample([("\(token).yaml", "a: «1:\(token)»\n")])
    let finding = Finding("r", .error, token, at: sample[1], related: [.init(token, at: sample[1])], help: token)
    let json = JSONRenderer.render(
      FindingLocator(sample.sources, pathOf: { _ in token }).locate([finding]))
    #expect(json.contains("\"path\": \"shop_live_k7Hq2mZp…\""))
    #expect(!json.contains("T3vX"))
  }

  @Test(arguments: [
    "", "plain", "\"\\/", "\u{0}\u{1b}\r\n\t\u{7f}", "\u{85}\u{2028}\u{2029}", "\u{202E}\u{200B}\u{FEFF}", "é日🔑",
    "\u{E0001}\u{10FFFF}", "e\u{301}",
  ])
  func writesStringsThatReadBackAsTheSameBytes(_ text: String) throws {
    let json = JSONValue.object([("a", .array([.string(text), .int(-3), .bool(true), .null]))]).text
    let read = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [Any]])
    let back = try #require(read["a"]?.first as? String)
    #expect(Array(back.utf8) == Array(text.utf8))
    #expect(json.unicodeScalars.allSatisfy { $0.value >= 0x20 && HiddenCharacter($0.value) == nil })
  }
}
