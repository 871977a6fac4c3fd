/// What stands at the top of a document and is about all of it.
///
/// That is every comment above the first field which a blank line keeps apart from it, and the line that tells an
/// editor which schema to use. It stays at the top wherever the first field goes.
struct DocumentHeader {
  private(set) var lines: [CommentLine] = []
  /// Whether a blank line follows.
  private(set) var isSpaced = false

  /// Takes the header away from the first piece of `root`.
  init(takenFrom root: inout Piece) {
    guard case .collection(var collection) = root.value, var first = collection.pieces.first else { return }
    let above = first.above
    if first.isSpaced, !above.isEmpty {
      (lines, isSpaced) = (above, true)
      first.isSpaced = false
    } else if let place = above.indices.dropFirst().last(where: { above[$0].isSpaced }) {
      (lines, isSpaced) = (Array(above[..<place]), true)
    } else if let line = above.first, Self.isModeline(line.text) {
      lines = [line]
    }
    first.above = Array(above.dropFirst(lines.count))
    if !first.above.isEmpty { first.above[0].isSpaced = false }
    collection.pieces[0] = first
    root.value = .collection(collection)
  }

  private static func isModeline(_ text: String) -> Bool {
    text.utf8.dropFirst().drop { $0 == 0x20 }.starts(with: "yaml-language-server:".utf8)
  }
}
