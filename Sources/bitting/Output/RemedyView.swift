internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// The smallest change that would let a key do something, for people and for programs.
struct RemedyView {
  private let changes: [(change: ProposedChange, place: LocatedFinding.Place)]
  private let hopeless: [Obstacle]
  private let isAllHopeless: Bool
  private let findings: [LocatedFinding]

  init(_ remedy: Remedy, of verdict: KeyVerdict, at now: Instant, in asked: AskedCatalog) {
    isAllHopeless = RemedyView.hopelessCount(remedy) == verdict.obstacles.count
    switch remedy {
    case .impossible(let obstacles): (changes, hopeless, findings) = ([], obstacles, [])
    case .changes(let changes):
      hopeless = []
      let locator = FindingLocator(asked.checked.sources)
      let places = locator.locate(changes.map { Finding("", .note, "", at: $0.span) }).map(\.place)
      self.changes = Array(zip(changes, places))
      let known = asked.checked.findings
      let found = asked.queries.findings(after: changes, to: verdict.key.id, beside: known, at: now)
      findings = locator.locate(found.filter { $0.severity > .note })
    }
  }

  private static func hopelessCount(_ remedy: Remedy) -> Int {
    if case .impossible(let obstacles) = remedy { obstacles.count } else { 0 }
  }

  /// A line for each change and for each finding that it would lead to.
  var text: String {
    guard hopeless.isEmpty else {
      // What has just been read need not be read again.
      guard !isAllHopeless else { return "no change of the key helps\n" }
      return "no change of the key helps against this\n" + hopeless.map { "  \(Console.shown($0.text))\n" }.joined()
    }
    let rows = Rows(changes.map { RemedyView.place($0.place) })
    let lines = changes.map { rows.line(RemedyView.place($0.place), $0.change.text) }.joined()
    let rules = Rows(findings.map(RemedyView.title))
    let then = findings.map { rules.line(RemedyView.title($0), $0.message) }.joined()
    return "smallest change\n" + lines + (then.isEmpty ? "" : "then found\n" + then)
  }

  private static func place(_ place: LocatedFinding.Place) -> String {
    Console.shown("\(place.file):\(place.line)")
  }

  private static func title(_ finding: LocatedFinding) -> String {
    "\(finding.severity.name)[\(finding.rule)]"
  }

  /// The same for programs; no changes where none helps.
  var members: [(name: String, value: JSONValue)] {
    let changes = changes.map { change, place in
      JSONValue.object([
        ("change", .string(change.name)), ("value", .string(orNull: change.value)), ("message", .string(change.text)),
        ("file", .string(place.file)), ("line", .int(place.line)), ("column", .int(place.column)),
      ])
    }
    let then = findings.map { finding in
      JSONValue.object([
        ("rule", .string(finding.rule)), ("severity", .string(finding.severity.name)),
        ("message", .string(finding.message)),
      ])
    }
    return [("changes", hopeless.isEmpty ? .array(changes) : .null), ("findings", .array(then))]
  }
}
