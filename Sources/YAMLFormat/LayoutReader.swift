internal import Diagnostics
internal import YAMLSource

/// The documents of a file as pieces, each with its comments.
///
/// A comment belongs to what stands beside it on its line, else to what follows, unless it is indented as deep as what
/// went before and deeper than what follows.
struct LayoutReader {
  private let bytes: [UInt8]
  private var cursor: GapCursor
  /// Comments that belong to the next piece.
  private var pending: [CommentLine] = []
  /// The text of every comment, in the order of the file.
  private(set) var comments: [String] = []

  /// A document: its root as a piece without a key, and the comments behind it.
  struct Document {
    var root: Piece
    var foot: [CommentLine] = []
  }

  /// What a file says, in the order of the file.
  private(set) var documents: [Document] = []
  /// The comments of a file that has no documents.
  var loose: [CommentLine] { pending }

  /// Reads the roots of `file`, which was parsed without findings.
  init(_ roots: [YAMLNode], in file: SourceFile) {
    bytes = file.bytes
    cursor = GapCursor(file.bytes)
    for root in roots { read(document: root) }
    finish()
  }

  private mutating func gap(to end: Int) -> Gap {
    let gap = cursor.gap(to: end)
    comments += gap.comments.map(\.text)
    return gap
  }

  private mutating func read(document root: YAMLNode) {
    let gap = gap(to: root.span.range.lowerBound)
    let split = documents.isEmpty ? 0 : gap.commentsBeforeMarker ?? gap.comments.count
    place(Array(gap.comments[..<split]))
    pending += gap.comments[split...].map(\.line)
    var piece = Piece(isSpaced: cursor.isSpaced)
    // Comments above lines belong to the first of them.
    if !Self.isLines(root, in: bytes) { piece.above = takePending() }
    piece.value = read(root, isFlow: false)
    documents.append(Document(root: piece.withoutEmptyComments()))
  }

  private mutating func finish() {
    let gap = gap(to: bytes.count)
    let split = documents.isEmpty ? 0 : gap.commentsBeforeMarker ?? gap.comments.count
    place(Array(gap.comments[..<split]))
    let others = gap.comments[split...].map(\.line)
    if let last = documents.indices.last { documents[last].foot += others } else { pending += others }
  }

  /// Gives comments behind the last document to what they belong to.
  private mutating func place(_ comments: [FoundComment]) {
    guard var document = documents.popLast() else { return }
    var pieces = [document.root]
    document.foot += CommentPlacing.place(comments, behind: &pieces, column: -1)
    document.root = pieces[0]
    documents.append(document)
  }

  private mutating func takePending() -> [CommentLine] {
    defer { pending = [] }
    return pending
  }

  /// Whether a list or mapping has its pieces on lines of their own.
  private static func isLines(_ node: YAMLNode, in bytes: [UInt8]) -> Bool {
    guard node.kind != .scalar else { return false }
    let first = bytes[node.span.range.lowerBound]
    return first != 0x5B && first != 0x7B
  }
}

// Nodes.
extension LayoutReader {
  /// Reads `node`, at whose start the cursor stands.
  private mutating func read(_ node: YAMLNode, isFlow: Bool) -> Content {
    guard node.kind != .scalar else {
      cursor.skip(to: node.span.range.upperBound)
      let value = ScalarReading.value(node, in: bytes, isFlow: isFlow)
      if case .lines(let lines) = value, let comment = lines.comment { comments.append(comment) }
      return value
    }
    let hasBrackets = !Self.isLines(node, in: bytes)
    var collection = Collection(
      isMapping: node.kind == .mapping, isFlow: isFlow || hasBrackets, column: cursor.column)
    if node.kind == .mapping {
      for (key, value) in node.entries { read(key, value, into: &collection) }
    } else {
      for item in node.items { read(item, into: &collection) }
    }
    if hasBrackets { close(&collection, at: node.span.range.upperBound) }
    return .collection(collection)
  }

  private mutating func read(_ key: YAMLNode, _ value: YAMLNode, into collection: inout Collection) {
    var piece = begin(at: key, of: &collection)
    piece.key = ScalarReading.key(key, in: bytes)
    cursor.skip(to: key.span.range.upperBound)
    takeHead(gap(to: value.span.range.lowerBound).comments, into: &piece, before: value, isFlow: collection.isFlow)
    piece.valueGap = cursor.blanks(after: 0x3A)
    piece.value = read(value, isFlow: collection.isFlow)
    collection.pieces.append(piece.withoutEmptyComments())
  }

  private mutating func read(_ item: YAMLNode, into collection: inout Collection) {
    var piece = begin(at: item, of: &collection)
    piece.value = read(item, isFlow: collection.isFlow)
    collection.pieces.append(piece.withoutEmptyComments())
  }

  /// A piece that begins at `node`; the comments on the way there go to where they belong.
  private mutating func begin(at node: YAMLNode, of collection: inout Collection) -> Piece {
    let gap = gap(to: node.span.range.lowerBound)
    var piece = Piece(above: takePending())
    let split = collection.isMapping || collection.isFlow ? gap.comments.count : gap.commentsBeforeDash ?? 0
    let column = collection.isFlow ? nil : collection.column
    piece.above += CommentPlacing.place(Array(gap.comments[..<split]), behind: &collection.pieces, column: column)
    piece.above += gap.comments[split...].map(\.line)
    piece.isSpaced = cursor.isSpaced
    piece.gap = collection.isFlow ? cursor.blanks(after: 0x2C) : 1
    return piece
  }

  /// Takes in the comments between a key and its value.
  private mutating func takeHead(
    _ comments: [FoundComment], into piece: inout Piece, before value: YAMLNode, isFlow: Bool
  ) {
    for comment in comments {
      if !comment.isAlone, piece.head == nil {
        piece.head = comment.beside
      } else if !isFlow, Self.isLines(value, in: bytes) {
        pending.append(comment.line)
      } else {
        piece.above.append(comment.line)
      }
    }
  }

  /// Goes past a closing bracket.
  private mutating func close(_ collection: inout Collection, at end: Int) {
    let comments = gap(to: end - 1).comments
    collection.foot += CommentPlacing.place(comments, behind: &collection.pieces, column: nil)
    _ = cursor.gap(to: end)
  }
}
