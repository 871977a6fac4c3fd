import Diagnostics

/// Pieces of a file to be replaced, and the proof that this changes what was meant and nothing else.
struct SourceEdit {
  private let table: YAMLTable
  private var pieces: [(range: Range<Int>, text: String)] = []

  /// An edit of the file that `node` stands in.
  init(of node: YAMLNode) {
    table = node.table
  }

  /// Replaces the bytes of `range`; pieces must not overlap and are given in order.
  mutating func replace(_ range: Range<Int>, with text: String) {
    pieces.append((range, text))
  }

  /// The new bytes, if they read as the old ones with `change` made to the node at `index`.
  func proven(
    changing index: Int, by change: (YAMLOutline) -> YAMLOutline
  ) throws(YAMLEditFailure) -> [UInt8] {
    let old = parse(table.source)
    guard old.findings.isEmpty else { throw .unreadable }
    let bytes = spliced()
    let new = parse(bytes)
    let before = old.documents.map { $0.root.map { YAMLOutline($0, changing: index, by: change) } }
    let after = new.documents.map { $0.root.map { YAMLOutline($0, changing: -1) { $0 } } }
    let isSame = before.count == after.count && zip(before, after).allSatisfy(Self.matches)
    guard new.findings.isEmpty, isSame else { throw .unsupportedLayout }
    return bytes
  }

  private static func matches(_ one: YAMLOutline?, _ other: YAMLOutline?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.matches(other)
  }

  private func spliced() -> [UInt8] {
    var bytes: [UInt8] = []
    var place = 0
    for piece in pieces {
      bytes += table.source[place..<piece.range.lowerBound]
      bytes += Array(piece.text.utf8)
      place = piece.range.upperBound
    }
    return bytes + table.source[place...]
  }

  private func parse(_ bytes: [UInt8]) -> ParsedYAML {
    YAMLParser.parse(SourceFile(path: "", bytes: bytes), as: table.file)
  }
}
