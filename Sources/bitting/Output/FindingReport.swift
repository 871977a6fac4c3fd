internal import ArgumentParser
internal import BittingCompiler
internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// The findings of a check, ready to be printed.
struct FindingReport {
  private let checked: CheckedRepository
  private let fixes: Fixes?
  private let showsWaived: Bool

  /// The findings of `checked`, after `fixes` if any were asked for; with those that are waived, for people who want to
  /// see them. Programs always get them.
  init(_ checked: CheckedRepository, fixes: Fixes? = nil, showsWaived: Bool = false) {
    (self.checked, self.fixes, self.showsWaived) = (checked, fixes, showsWaived)
  }

  /// Prints the findings in the repository at `root`.
  ///
  /// They are the answer, so they go to standard output; how many there are is talk, but for a person who asked.
  func print(_ format: ReportFormat, from root: String, on console: Console) {
    let folder = format.isReadInCheckout ? CheckoutPrefix.of(root) : ""
    let findings = located(checked.findings, in: folder, for: format)
    switch format {
    case .json: console.facts(JSONRenderer.render(findings, further: further))
    case .terminal: printForPeople(findings, on: console)
    case .github: console.facts(WorkflowRenderer.render(findings))
    case .junit: console.facts(JUnitRenderer(rules: Rules.descriptions).render(findings))
    case .markdown: console.facts(MarkdownRenderer.render(findings, scope: scope))
    case .sarif:
      let renderer = SARIFRenderer(rules: Rules.descriptions, of: "check", version: Bitting.version)
      console.facts(renderer.render(findings))
    }
    talk(of: format, on: console)
  }

  private func printForPeople(_ findings: [LocatedFinding], on console: Console) {
    for fix in fixes?.made ?? [] { console.fact(Console.shown("fixed \(fix.path): \(fix.summary) [\(fix.rule)]")) }
    if fixes?.made.isEmpty == false { console.fact("") }
    let renderer = TerminalRenderer(isColored: console.isColored)
    console.facts(renderer.render(findings))
    if fixes?.isHindered == true {
      console.talk("nothing was fixed: the errors that no entry of `rules` can switch off come first")
    }
    guard showsWaived, !checked.waived.isEmpty else { return }
    console.facts("Waived:\n\n" + renderer.render(located(checked.waived.map(\.shown), for: .terminal)))
  }

  private func talk(of format: ReportFormat, on console: Console) {
    switch format {
    case .terminal, .github: console.talk(summary)
    case .sarif where checked.findings.count > SARIFRenderer.maximumResults:
      console.talk("the report holds the gravest \(SARIFRenderer.maximumResults) of \(checked.findings.count) findings")
    case .json, .junit, .markdown, .sarif: break
    }
  }

  /// The findings as the reason why something else is not done: the errors are told always, the others are talk.
  func explain(on console: Console) {
    let told = console.isQuiet ? checked.findings.filter { $0.severity == .error } : checked.findings
    Console.complain(TerminalRenderer(isColored: false).render(located(told, for: .terminal)))
    console.talk(summary)
  }

  /// The findings with what `format` tells of their places. To name the fields that lead to them, files are read again.
  private func located(
    _ findings: [Finding], in folder: String = "", for format: ReportFormat
  ) -> [LocatedFinding] {
    let (sources, hasHashes) = (checked.sources, format == .sarif)
    guard format == .json || format == .junit else {
      return FindingLocator(sources, in: folder, withFingerprints: hasHashes).locate(findings)
    }
    let paths = YAMLPaths.naming(findings, in: sources)
    return FindingLocator(sources, in: folder, withFingerprints: hasHashes, pathOf: paths).locate(findings)
  }

  /// What a check by itself says of waivers, and of what it put right where it was asked to.
  private var further: [(name: String, value: JSONValue)] {
    let excused = zip(located(checked.waived.map(\.shown), for: .json), checked.waived).map { located, finding in
      JSONRenderer.value(located, further: [("waiver", FindingReport.value(finding.waiver))])
    }
    let fixed = fixes.map { fixes in
      JSONValue.array(
        fixes.made.map { fix in
          .object([
            ("rule", .string(fix.rule)), ("file", .string(TokenRedactor.redact(fix.path))),
            ("summary", .string(TokenRedactor.redact(fix.summary))),
          ])
        })
    }
    return [("waived", .array(excused))] + (fixed.map { [("fixed", $0)] } ?? [])
  }

  private static func value(_ waiver: WaiverDeclaration) -> JSONValue {
    .object([
      ("key", .string(orNull: waiver.key?.value.description)), ("until", .string(waiver.until.value.description)),
      ("owner", redacted(waiver.owner)), ("reason", redacted(waiver.reason)),
    ])
  }

  private static func redacted(_ text: Located<Text>?) -> JSONValue {
    .string(orNull: text.map { TokenRedactor.redact($0.value.string) })
  }

  /// `no findings (1 waived) in 2 files: 1 key, 1 type, 1 service`.
  private var summary: String {
    let excused = checked.waived.isEmpty ? "" : " (\(checked.waived.count) waived)"
    return "\(FindingCounts(checked.findings.map(\.severity)).text)\(excused) in \(scope)"
  }

  /// `2 files: 1 key, 1 type, 1 service`.
  private var scope: String {
    let catalog = checked.uncheckedCatalog
    let files = FindingReport.count(checked.sources.files.count, "file")
    let parts = [
      FindingReport.count(catalog.keys.count, "key"), FindingReport.count(catalog.types.count, "type"),
      FindingReport.count(catalog.services.count, "service"),
    ]
    return "\(files): \(parts.joined(separator: ", "))"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension WaivedFinding {
  /// The finding with the waiver as a further place.
  fileprivate var shown: Finding {
    let excuse = Finding.Related(
      "waived until `\(waiver.until.value)`\(waiver.owner.map { " by `\($0.value)`" } ?? "")", at: waiver.rule.span)
    return Finding(
      finding.rule, finding.severity, finding.message, at: finding.span, related: finding.related + [excuse],
      help: finding.help)
  }
}
