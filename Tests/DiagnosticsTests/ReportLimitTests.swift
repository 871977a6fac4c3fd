import Foundation
import Testing

@testable import Diagnostics

/// What becomes of more than a reader takes.
@Suite struct ReportLimitTests {
  /// `count` findings on one line, of which every third is an error, a warning and a note.
  static func findings(_ count: Int, message: String = "m") -> [LocatedFinding] {
    let sample = Sample([("keys/a.yaml", "a: «1:b»\n")])
    let findings = (0..<count).map { number in
      let severity: Severity = [.note, .warning, .error][number % 3]
      return Finding("r\(number % 3)", severity, "\(message) \(number)", at: sample[1])
    }
    return FindingLocator(sample.sources, withFingerprints: true).locate(findings)
  }

  @Test(arguments: [0, 1, 3, 4, 7, 8, 9, 20])
  func keepsTheGravest(_ limit: Int) {
    let all = Self.findings(9)
    let kept = all.gravest(limit) { $0.severity }
    #expect(kept.count == min(limit, all.count))
    let lightest = kept.map(\.severity).min()
    #expect(all.count { $0.severity > lightest ?? .error } == kept.count { $0.severity > lightest ?? .error })
    #expect(kept == all.filter { kept.contains($0) })
  }

  @Test func saysInSARIFWhatIsLeftOut() throws {
    let text = SARIFRenderer(rules: [], of: "check", version: "1.0.0", limit: 4).render(Self.findings(9))
    let run = try Self.run(text)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.compactMap { $0["level"] as? String } == ["warning", "error", "error", "error"])
    #expect(text.contains("\"5 of 9 findings are left out; these are the gravest 4\""))
  }

  @Test func tellsAlertsOnOneLineApart() throws {
    let run = try Self.run(SARIFRenderer(rules: [], of: "check", version: "1.0.0").render(Self.findings(9)))
    let results = try #require(run["results"] as? [[String: Any]])
    let identities = results.map { "\($0["ruleId"] ?? "") \($0["partialFingerprints"] ?? "")" }
    #expect(Set(identities).count == 9)
  }

  @Test func keepsMarkdownBelowTheLimitAndCounts() {
    for message in ["m", String(repeating: "`<|\u{202E}", count: 300), String(repeating: "x", count: 10_000)] {
      let text = MarkdownRenderer.render(Self.findings(2001, message: message), scope: "1 file")
      #expect(text.utf8.count < 65_536)
      #expect(text.hasPrefix("<!-- bitting:check -->\n## Check failed: 667 errors, 667 warnings, 667 notes\n"))
      let listed = text.split(separator: "\n").count { $0.hasPrefix("- **") }
      #expect(text.hasSuffix("There is no room here for \(2001 - listed) more; `bitting check` shows them.\n"))
      #expect(listed > 0)
    }
  }

  private static func run(_ sarif: String) throws -> [String: Any] {
    let report = try #require(JSONSerialization.jsonObject(with: Data(sarif.utf8)) as? [String: Any])
    return try #require((report["runs"] as? [[String: Any]])?.first)
  }
}
