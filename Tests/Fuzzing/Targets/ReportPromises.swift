internal import BittingCompiler
internal import Diagnostics
internal import Foundation
internal import YAMLSource

/// What holds for every report of a check.
struct ReportPromises {
  private let checked: CheckedRepository
  private let findings: [LocatedFinding]

  private static let rules = Rules.pages.prefix(2).map {
    RuleDescription($0.name, $0.severity, summary: $0.summary, why: $0.why, wrong: $0.wrong, right: $0.right)
  }
  private static let names = Set(Rules.pages.map(\.name))

  init(_ checked: CheckedRepository) {
    self.checked = checked
    let paths = YAMLPaths.naming(checked.findings, in: checked.sources)
    findings = FindingLocator(checked.sources, withFingerprints: true, pathOf: paths).locate(checked.findings)
  }

  func check() throws(BrokenPromise) {
    for finding in checked.findings { try check(finding) }
    for (format, text) in texts {
      let hidden = text.unicodeScalars.first { $0 != "\n" && ($0 == "\t" || HiddenCharacter($0.value) != nil) }
      try promise(hidden == nil, "the \(format) report holds \(HiddenCharacter.name(of: hidden?.value ?? 0))")
      let bytes = Array(text.utf8)
      try promise(TokenRedactor.ranges(in: bytes.span).isEmpty, "the \(format) report shows a token")
    }
    let json = JSONRenderer.render(findings)
    let object = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let read = (object?["findings"] as? [Any])?.count
    try promise(read == findings.count, "the JSON report holds \(read ?? -1) of \(findings.count) findings")
  }

  /// It is of a rule that there is, and about something in a file that there is.
  private func check(_ finding: Finding) throws(BrokenPromise) {
    try promise(Self.names.contains(finding.rule), "there is no rule \(finding.rule)")
    for span in [finding.span] + finding.related.map(\.span) {
      try promise(checked.sources.files.indices.contains(Int(span.file.index)), "\(finding.rule) is about no file")
      let range = span.range
      try promise(range.upperBound <= checked.sources[span.file].bytes.count, "\(finding.rule) is beyond its file")
    }
  }

  private var texts: [(format: String, text: String)] {
    [
      ("terminal", TerminalRenderer(isColored: false).render(findings)),
      ("JSON", JSONRenderer.render(findings)),
      ("SARIF", SARIFRenderer(rules: Self.rules, of: "check", version: "1.0.0").render(findings)),
      ("GitHub", WorkflowRenderer.render(findings)),
      ("JUnit", JUnitRenderer(rules: Self.rules).render(findings)),
      ("Markdown", MarkdownRenderer.render(findings, scope: "1 file")),
    ]
  }
}
