/// Writes a layout: two blanks for each step inwards, a list's dashes one step inside its key.
struct LayoutPrinter {
  private let lineEnding: [UInt8]
  private var bytes: [UInt8] = []

  /// The file that `layout` makes, with fields in `order`.
  static func print(_ layout: LayoutReader, order: FieldOrder, lineEnding: [UInt8]) -> [UInt8] {
    var printer = LayoutPrinter(lineEnding: lineEnding)
    for (place, document) in layout.documents.enumerated() {
      if place > 0 { printer.line("---") }
      printer.print(document, order)
    }
    if layout.documents.isEmpty { printer.print(layout.loose, indent: 0, isFirst: true) }
    return printer.bytes
  }

  private init(lineEnding: [UInt8]) {
    self.lineEnding = lineEnding
  }

  private mutating func line(_ text: String) {
    bytes += Array(text.utf8)
    bytes += lineEnding
  }

  /// Comments; the first line of a block has no blank line above.
  private mutating func print(_ comments: [CommentLine], indent: Int, isFirst: Bool) {
    for (place, comment) in comments.enumerated() {
      if comment.isSpaced, place > 0 || !isFirst { line("") }
      line(blanks(indent) + comment.text)
    }
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

// Documents.
extension LayoutPrinter {
  private mutating func print(_ document: LayoutReader.Document, _ order: FieldOrder) {
    var root = document.root
    root.value = LayoutOrdering.onLines(root.value)
    let header = DocumentHeader(takenFrom: &root)
    root.value = LayoutOrdering.ordered(root.value, order)
    print(header.lines, indent: 0, isFirst: true)
    if header.isSpaced { line("") }
    print(root.above, indent: 0, isFirst: true)
    if root.isSpaced, !root.above.isEmpty { line("") }
    root.above = []
    print(root)
    print(document.foot, indent: 0, isFirst: false)
  }

  private mutating func print(_ root: Piece) {
    let root = root.normalized(room: .max)
    print(root.above, indent: 0, isFirst: true)
    if case .collection(let collection) = root.value, !collection.pieces.isEmpty {
      print(collection, lead: "", indent: 0)
    } else {
      print(root, row: Row(root, room: .max), lead: "", indent: 0)
    }
  }
}

// Pieces.
extension LayoutPrinter {
  /// The pieces of a collection on lines of their own; `lead` begins the line of the first one.
  private mutating func print(_ collection: Collection, lead: String, indent: Int) {
    let dash = collection.isMapping ? "" : "- "
    let room = Row.widthLimit - indent - dash.utf8.count
    let pieces = collection.pieces.map { $0.normalized(room: room) }
    let found = pieces.map { Row($0, room: room) }
    let rows = collection.isTable ? RowTable.aligned(found) : RowTable.closed(found)
    for (place, (piece, row)) in zip(pieces, rows).enumerated() {
      print(piece.above, indent: indent, isFirst: place == 0)
      if piece.isSpaced, place > 0 { line("") }
      print(piece, row: row, lead: (place == 0 ? lead : blanks(indent)) + dash, indent: indent)
    }
    print(collection.foot, indent: indent, isFirst: pieces.isEmpty)
  }

  /// One piece behind `lead`, without the comments above it.
  private mutating func print(_ piece: Piece, row: Row?, lead: String, indent: Int) {
    if let row { return line((row.text.isEmpty ? String(lead.dropLast()) : lead + row.text) + beside(piece)) }
    switch piece.value {
    case .lines(let lines):
      print(lines, lead: lead + (piece.key.map { "\($0.written): " } ?? ""), indent: indent + 2, piece)
    case .collection(let collection):
      guard let key = piece.key else { return print(collection, lead: lead, indent: indent + 2) }
      line("\(lead)\(key.written):\(beside(piece))")
      print(collection, lead: blanks(indent + 2), indent: indent + 2)
    // Invariant: a scalar on one line is a row.
    case .line: break
    }
  }

  private mutating func print(_ lines: ScalarLines, lead: String, indent: Int, _ piece: Piece) {
    line(lead + lines.first + (lines.comment.map { " \($0)" } ?? ""))
    for (place, text) in lines.rest.enumerated() {
      let comment = place == lines.rest.count - 1 ? beside(piece) : ""
      line(text.isEmpty ? "" : blanks(indent) + text + comment)
    }
  }

  private func beside(_ piece: Piece) -> String {
    guard let comment = piece.beside else { return "" }
    return blanks(comment.gap) + comment.text
  }
}
