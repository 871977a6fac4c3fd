/// The results of a SARIF run.
struct SARIFResults {
  private let indexes: [String: Int]

  /// Results that refer to `rules` by their places.
  init(_ rules: [RuleDescription]) {
    indexes = Dictionary(rules.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: min)
  }

  /// One result for each of `results`.
  func values(of results: [SARIFResult]) -> [JSONValue] {
    var seen: [String: Int] = [:]
    return results.map { result in
      let (finding, place) = (result.finding, result.finding.place)
      // Several findings of a rule on one line are several alerts, which GitHub tells apart by the fingerprint alone.
      let line = "\(finding.rule) \(place.fingerprint ?? "") \(place.file)"
      seen[line, default: 0] += 1
      return value(of: result, ordinal: seen[line, default: 1])
    }
  }

  private func value(of result: SARIFResult, ordinal: Int) -> JSONValue {
    let finding = result.finding
    let places = finding.related.prefix(SARIFRenderer.maximumRelated).enumerated().map { number, related in
      location(related.place, [("id", .int(number + 1)), ("message", SARIFRenderer.text(inert(related.message)))])
    }
    var members: [(name: String, value: JSONValue)] = [
      ("ruleId", .string(finding.rule)), ("ruleIndex", .int(indexes[finding.rule] ?? -1)),
    ]
    if result.isInformation { members.append(("kind", .string("informational"))) }
    members += [
      ("level", .string(result.level)), ("message", message(of: result)),
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

  /// The fact and what there is to say about it, on a line each.
  private func message(of result: SARIFResult) -> JSONValue {
    let help = result.finding.help.map { ["help: " + $0] } ?? []
    let lines = [result.finding.message] + result.details + help
    let text: [(name: String, value: JSONValue)] = [("text", .string(lines.map(inert).joined(separator: "\n")))]
    return .object(text + (result.markdown.map { [("markdown", .string($0))] } ?? []))
  }

  /// `text` on one line, without hidden characters, and without the `](` that every link has (SARIF, §3.11.6): the
  /// parenthesis is shown as `\u{28}`. A text must not be empty.
  private func inert(_ text: String) -> String {
    guard !text.isEmpty else { return "here" }
    var shown = ""
    var last: Unicode.Scalar = " "
    for scalar in TerminalText.escaped(text).unicodeScalars {
      if last == "]", scalar == "(" { shown += "\\u{28}" } else { shown.unicodeScalars.append(scalar) }
      last = scalar
    }
    return shown
  }
}
