internal import Diagnostics

/// Where tests, expectations and routes stand, as people count, in files that are named from above `folder`; each is
/// looked through once.
struct TestPlaces {
  private var places: [SourceSpan: LocatedFinding.Place] = [:]

  init(_ report: PolicyTestReport, _ sources: SourceSet, in folder: String = "") {
    self.init(
      report.results.flatMap { [$0.test.place] + $0.requests.map(\.request.place) }, sources, in: folder)
  }

  init(_ spans: [SourceSpan], _ sources: SourceSet, in folder: String = "") {
    let located = FindingLocator(sources, in: folder).locate(spans.map { Finding("", .note, "", at: $0) })
    for (span, finding) in zip(spans, located) { places[span] = finding.place }
  }

  subscript(span: SourceSpan) -> LocatedFinding.Place? { places[span] }

  /// `file`, `line` and `column` of `span`.
  func members(of span: SourceSpan) -> [(name: String, value: JSONValue)] {
    guard let place = places[span] else { return [] }
    return [("file", .string(place.file)), ("line", .int(place.line)), ("column", .int(place.column))]
  }
}
