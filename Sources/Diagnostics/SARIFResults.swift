/// The results of a SARIF run.
struct SARIFResults {
  private let indexes: [String: Int]

  /// Results that refer to `rules` by their places.
  init(_ rules: [RuleDescription]) {
    indexes = Dictionary(rules.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: min)
  }

  /// One result for each of `findings`.
  func values(of findings: [LocatedFinding]) -> [JSONValue] {
    var seen: [String: Int] = [:]
    return findings.map { finding in
      // Several findings of a rule on one line are several alerts, which GitHub tells apart by the fingerprint alone.
      let line = "\(finding.rule) \(finding.place.fingerprint ?? "") \(finding.place.file)"
      seen[line, default: 0] += 1
      return value(of: finding, ordinal: seen[line, default: 1])
    }
  }

  private func value(of finding: LocatedFinding, ordinal: Int) -> JSONValue {
    let places = finding.related.prefix(SARIFRenderer.maximumRelated).enumerated().map { number, related in
      location(related.place, [("id", .int(number + 1)), ("message", message(related.message))])
    }
    var members: [(name: String, value: JSONValue)] = [
      ("ruleId", .string(finding.rule)),
      ("ruleIndex", .int(indexes[finding.rule] ?? -1)),
      ("level", .string(finding.severity.name)),
      ("message", message(finding.message, help: finding.help)),
      ("locations", .array([location(finding.place, [])])),
    ]
    if !places.isEmpty { members.append(("relatedLocations", .array(places))) }
    if let fingerprint = finding.place.fingerprint {
      let value = ordinal == 1 ? fingerprint : "\(fingerprint).\(ordinal)"
      members.append(("partialFingerprints", .object([("primaryLocationLineHash", .string(value))])))
    }
    return .object(members)
  }

  private func location(
    _ place: LocatedFinding.Place, _ members: [(name: String, value: JSONValue)]
  ) -> JSONValue {
    let file = JSONValue.object([
      ("uri", .string(place.file.isEmpty ? "." : URIText.path(place.file))), ("uriBaseId", .string("%SRCROOT%")),
    ])
    let region = JSONValue.object([
      ("startLine", .int(place.line)), ("startColumn", .int(place.column)),
      ("endLine", .int(place.endLine)), ("endColumn", .int(place.endColumn)),
    ])
    let physical = JSONValue.object([("artifactLocation", file), ("region", region)])
    return .object(members + [("physicalLocation", physical)])
  }

  /// A message that cannot be empty and holds no link.
  private func message(_ text: String, help: String? = nil) -> JSONValue {
    let fact = inert(text.isEmpty ? "here" : text)
    return SARIFRenderer.text(help.map { "\(fact)\nhelp: \(inert($0))" } ?? fact)
  }

  /// `text` without hidden characters, and without the `](` that every link has (SARIF, §3.11.6): the parenthesis is
  /// shown as `\u{28}`.
  private func inert(_ text: String) -> String {
    var shown = ""
    var last: Unicode.Scalar = " "
    for scalar in TerminalText.escaped(text).unicodeScalars {
      if last == "]", scalar == "(" { shown += "\\u{28}" } else { shown.unicodeScalars.append(scalar) }
      last = scalar
    }
    return shown
  }
}
