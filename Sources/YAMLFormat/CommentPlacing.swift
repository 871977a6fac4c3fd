/// Decides what a comment belongs to.
enum CommentPlacing {
  /// Gives `comments`, which follow `pieces`, to those that they belong to, and returns the others, which belong to what
  /// comes next.
  ///
  /// `column` is where the next piece would begin; nil between brackets.
  static func place(
    _ comments: [FoundComment], behind pieces: inout [Piece], column: Int?
  ) -> [CommentLine] {
    var others: [CommentLine] = []
    // The comments keep their order, so one cannot lie deeper than one before it.
    var limit = Int.max
    for comment in comments {
      if let last = pieces.indices.last, others.isEmpty {
        if !comment.isAlone, limit == .max, addBeside(comment, to: &pieces[last]) { continue }
        if let column, comment.column > column, addFoot(comment, to: &pieces[last].value, limit: &limit) { continue }
      }
      others.append(comment.line)
    }
    return others
  }

  /// Adds a comment to the piece whose line it shares, which is the last one in `piece`.
  private static func addBeside(_ comment: FoundComment, to piece: inout Piece) -> Bool {
    if case .collection(var collection) = piece.value, !collection.isFlow, let last = collection.pieces.indices.last {
      piece.value = .line("")
      defer { piece.value = .collection(collection) }
      return addBeside(comment, to: &collection.pieces[last])
    }
    guard piece.beside == nil else { return false }
    piece.beside = comment.beside
    return true
  }

  /// Adds a comment to the deepest collection at the end of `content` that begins no further right than it.
  private static func addFoot(_ comment: FoundComment, to content: inout Content, limit: inout Int) -> Bool {
    guard case .collection(var collection) = content, !collection.isFlow,
      collection.column <= min(comment.column, limit), let last = collection.pieces.indices.last
    else { return false }
    content = .line("")
    defer { content = .collection(collection) }
    if addFoot(comment, to: &collection.pieces[last].value, limit: &limit) { return true }
    limit = collection.column
    collection.foot.append(comment.line)
    return true
  }
}
