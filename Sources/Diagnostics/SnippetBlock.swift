/// One underlined place of a finding.
struct SnippetMark {
  let place: LocatedFinding.Place
  let isPrimary: Bool
  let label: String
}

/// Lines of one file that are shown under one heading, by line.
struct SnippetBlock {
  private(set) var marks: [SnippetMark]
  /// The mark that the heading names.
  private(set) var first = 0

  /// What `finding` shows: its own place with what is near it, then each further place by itself.
  static func blocks(of finding: LocatedFinding) -> [SnippetBlock] {
    let primary = SnippetMark(place: finding.place, isPrimary: true, label: "")
    let others = finding.related.map { SnippetMark(place: $0.place, isPrimary: false, label: $0.message) }
    let own = [primary] + others.filter { isNear($0.place, finding.place) }
    let sorted = own.enumerated().sorted { ($0.element.place.line, $0.offset) < ($1.element.place.line, $1.offset) }
    let block = SnippetBlock(
      marks: sorted.map(\.element), first: sorted.firstIndex { $0.offset == 0 } ?? 0)
    return [block] + others.filter { !isNear($0.place, finding.place) }.map { SnippetBlock(marks: [$0]) }
  }

  private static func isNear(_ place: LocatedFinding.Place, _ primary: LocatedFinding.Place) -> Bool {
    // Invariant: two files of one run have paths of different bytes, or cannot be told apart by anybody.
    place.file.utf8.elementsEqual(primary.file.utf8) && abs(place.line - primary.line) <= TerminalRenderer.nearby
  }
}
