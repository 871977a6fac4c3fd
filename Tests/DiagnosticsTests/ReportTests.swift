import Foundation
import Testing

@testable import Diagnostics

/// The reports for other programs, as a whole.
@Suite struct ReportTests {
  static let rules = [
    RuleDescription("a-rule", .error, summary: "a thing", why: "It is bad.", wrong: "a: 1", right: "a: 2"),
    RuleDescription("b-rule", .warning, summary: "another", why: "It is so so.", wrong: "b: 1", right: "b: 2"),
  ]

  static var findings: [LocatedFinding] {
    let sample = Sample([("keys/a b.yaml", "key: é\nscopes: [«2:b», «1:c»]\n"), ("policies/t.yaml", "x: «3:y»\n")])
    let findings = [
      Finding(
        "a-rule", .error, "`c` is 100% bad", at: sample[1], related: [.init("see", at: sample[3])], help: "do, it"),
      Finding("b-rule", .warning, "`b` is so so", at: sample[2]),
      Finding("c-rule", .note, "look", at: sample[3]),
    ]
    return FindingLocator(sample.sources, withFingerprints: true, pathOf: { $0.file == FileID(0) ? "scopes" : "" })
      .locate(findings)
  }

  @Test func writesAnnotations() {
    #expect(
      WorkflowRenderer.render(Self.findings) == """
        ::error file=keys/a b.yaml,line=2,endLine=2,col=13,endColumn=14,title=a-rule::`c` is 100%25 bad%0Ahelp: do, it
        ::warning file=keys/a b.yaml,line=2,endLine=2,col=10,endColumn=11,title=b-rule::`b` is so so
        ::notice file=policies/t.yaml,line=1,endLine=1,col=4,endColumn=5,title=c-rule::look

        """)
    #expect(WorkflowRenderer.render([]) == "")
  }

  @Test func writesJUnit() {
    let clean = RuleDescription("d-rule", .note, summary: "a & b", why: "w", wrong: "", right: "")
    #expect(
      JUnitRenderer(rules: [clean] + Self.rules).render(Self.findings) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="bitting check" tests="4" failures="1" errors="0" skipped="1">
          <testsuite name="d-rule" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="d-rule" name="a &amp; b"/>
          </testsuite>
          <testsuite name="a-rule" tests="1" failures="1" errors="0" skipped="0">
            <testcase classname="a-rule" name="keys/a b.yaml scopes: `c` is 100% bad" file="keys/a b.yaml" line="2">
              <failure type="a-rule" message="`c` is 100% bad">error[a-rule]: `c` is 100% bad
         --&gt; keys/a b.yaml:2:13
          |
        2 | scopes: [b, c]
          |             ^
         ::: policies/t.yaml:1:4
          |
        1 | x: y
          |    - see
          = help: do, it
        </failure>
            </testcase>
          </testsuite>
          <testsuite name="b-rule" tests="1" failures="0" errors="0" skipped="1">
            <testcase classname="b-rule" name="keys/a b.yaml scopes: `b` is so so" file="keys/a b.yaml" line="2">
              <skipped type="b-rule" message="`b` is so so">warning[b-rule]: `b` is so so
         --&gt; keys/a b.yaml:2:10
          |
        2 | scopes: [b, c]
          |          ^
        </skipped>
            </testcase>
          </testsuite>
          <testsuite name="c-rule" tests="1" failures="0" errors="0" skipped="0">
            <testcase classname="c-rule" name="policies/t.yaml: look" file="policies/t.yaml" line="1">
              <system-out>note[c-rule]: look
         --&gt; policies/t.yaml:1:4
          |
        1 | x: y
          |    ^
        </system-out>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func writesMarkdown() {
    #expect(
      MarkdownRenderer.render(Self.findings, scope: "2 files: 1 key") == """
        <!-- bitting:check -->
        ## Check failed: 1 error, 1 warning, 1 note

        Looked at 2 files: 1 key.

        - **error** `a-rule` at `keys/a b.yaml:2:13`: `c` is `100%` bad
          - help: do, it

        <details><summary>and 1 warning, 1 note</summary>

        - **warning** `b-rule` at `keys/a b.yaml:2:10`: `b` is so so
        - **note** `c-rule` at `policies/t.yaml:1:4`: look

        </details>

        """)
    #expect(
      MarkdownRenderer.render([], scope: "1 file") == """
        <!-- bitting:check -->
        ## Check passed: no findings

        Looked at 1 file.

        """)
  }

  @Test func writesSARIF() throws {
    let text = SARIFRenderer(rules: Self.rules, of: "check", version: "1.2.3").render(Self.findings)
    #expect(text.utf8.last == 0x0A)
    #expect(try Self.lines(of: text) == Self.lines(of: Self.sarif))
  }

  @Test func tellsInSARIFWhatIsNoFailure() throws {
    let place = try #require(Self.findings.first).place
    let finding = LocatedFinding("a-rule", .note, "an owner", at: place)
    let result = SARIFResult(finding, details: ["~ owner", "a\nb [c](d)"], markdown: "**x**", isInformation: true)
    let text = SARIFRenderer(rules: [], of: "review", version: "1.2.3").render([result])
    let expected = """
      "kind": "informational", "level": "none", "message": {"text": "an owner\\n~ owner\\na\\\\u{a}b [c]\\\\u{28}d)", \
      "markdown": "**x**"}
      """
    #expect(text.contains(expected))
  }

  @Test func namesEachCaseOnce() {
    let cases =
      ["a", "a", "a (2)", "a"].map { JUnitCase($0, of: "c", .passed()) } + [JUnitCase("a", of: "d", .passed())]
    let text = JUnitReport(named: "r", suites: [JUnitSuite("s", cases: cases)]).text
    let names = text.split(separator: "\n").filter { $0.contains("<testcase") }.map { $0.drop { $0 == " " } }
    #expect(
      names == [
        "<testcase classname=\"c\" name=\"a\"/>", "<testcase classname=\"c\" name=\"a (2)\"/>",
        "<testcase classname=\"c\" name=\"a (2) (2)\"/>", "<testcase classname=\"c\" name=\"a (3)\"/>",
        "<testcase classname=\"d\" name=\"a\"/>",
      ])
  }

  /// The members of a JSON text, each on a line of its own, so that a failing comparison names the one.
  static func lines(of json: String) throws -> [String] {
    let value = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let pretty = try JSONSerialization.data(
      withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: pretty, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  static let sarif = """
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [{
        "tool": {"driver": {"name": "bitting", "semanticVersion": "1.2.3", "rules": [
          {
            "id": "a-rule", "shortDescription": {"text": "a thing"}, "fullDescription": {"text": "It is bad."},
            "help": {
              "text": "a thing\\n\\nIt is bad.\\n\\nFound in:\\n\\na: 1\\n\\nNot found in:\\n\\na: 2",
              "markdown": "a thing\\n\\nIt is bad.\\n\\nFound in:\\n\\n```yaml\\na: 1\\n```\\n\\nNot found in:\\n\\n```yaml\\na: 2\\n```"
            },
            "defaultConfiguration": {"level": "error"},
            "properties": {"precision": "very-high", "problem.severity": "error"}
          },
          {
            "id": "b-rule", "shortDescription": {"text": "another"}, "fullDescription": {"text": "It is so so."},
            "help": {
              "text": "another\\n\\nIt is so so.\\n\\nFound in:\\n\\nb: 1\\n\\nNot found in:\\n\\nb: 2",
              "markdown": "another\\n\\nIt is so so.\\n\\nFound in:\\n\\n```yaml\\nb: 1\\n```\\n\\nNot found in:\\n\\n```yaml\\nb: 2\\n```"
            },
            "defaultConfiguration": {"level": "warning"},
            "properties": {"precision": "very-high", "problem.severity": "warning"}
          },
          {
            "id": "c-rule", "shortDescription": {"text": "c-rule"}, "fullDescription": {"text": "c-rule"},
            "help": {"text": "c-rule\\n\\nc-rule", "markdown": "c-rule\\n\\nc-rule"},
            "defaultConfiguration": {"level": "note"},
            "properties": {"precision": "very-high", "problem.severity": "recommendation"}
          }
        ]}},
        "automationDetails": {"id": "bitting/check/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "the root of the repository"}}},
        "invocations": [{"executionSuccessful": true}],
        "results": [
          {
            "ruleId": "a-rule", "ruleIndex": 0, "level": "error",
            "message": {"text": "`c` is 100% bad\\nhelp: do, it"},
            "locations": [{"physicalLocation": {
              "artifactLocation": {"uri": "keys/a%20b.yaml", "uriBaseId": "%SRCROOT%"},
              "region": {"startLine": 2, "startColumn": 13, "endLine": 2, "endColumn": 14}
            }}],
            "relatedLocations": [{"id": 1, "message": {"text": "see"}, "physicalLocation": {
              "artifactLocation": {"uri": "policies/t.yaml", "uriBaseId": "%SRCROOT%"},
              "region": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
            }}],
            "partialFingerprints": {"primaryLocationLineHash": "\(hash("key: é\nscopes: [b, c]\n", 2))"}
          },
          {
            "ruleId": "b-rule", "ruleIndex": 1, "level": "warning", "message": {"text": "`b` is so so"},
            "locations": [{"physicalLocation": {
              "artifactLocation": {"uri": "keys/a%20b.yaml", "uriBaseId": "%SRCROOT%"},
              "region": {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 11}
            }}],
            "partialFingerprints": {"primaryLocationLineHash": "\(hash("key: é\nscopes: [b, c]\n", 2))"}
          },
          {
            "ruleId": "c-rule", "ruleIndex": 2, "level": "note", "message": {"text": "look"},
            "locations": [{"physicalLocation": {
              "artifactLocation": {"uri": "policies/t.yaml", "uriBaseId": "%SRCROOT%"},
              "region": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 5}
            }}],
            "partialFingerprints": {"primaryLocationLineHash": "\(hash("x: y\n", 1))"}
          }
        ]
      }]
    }
    """

  private static func hash(_ text: String, _ line: Int) -> String { LineHashes(text).fingerprint(of: line) ?? "" }
}
