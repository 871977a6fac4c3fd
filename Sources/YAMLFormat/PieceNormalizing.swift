// Comments in places where canonical layout has none go where it has one.
extension Piece {
  /// The piece with the comments of a collection that holds nothing else above it.
  func withoutEmptyComments() -> Piece {
    guard case .collection(var collection) = value, collection.pieces.isEmpty else { return self }
    var piece = self
    piece.above += collection.foot.map { CommentLine(text: $0.text, isSpaced: false) }
    collection.foot = []
    piece.value = .collection(collection)
    return piece
  }

  /// The piece with at most one comment at its side, which is the first line's where it takes several.
  ///
  /// An item of a list that takes several lines shares the first with a piece of its own, so what is said about either
  /// comes to stand above the dash.
  func normalized(room: Int) -> Piece {
    var piece = self
    if let head {
      piece.head = nil
      if beside == nil, !isOnLines { piece.beside = head } else { piece.above.append(Self.line(head)) }
    }
    guard key == nil, case .collection(var collection) = value, !collection.pieces.isEmpty,
      Row(self, room: room) == nil
    else { return piece }
    if let beside = piece.beside { piece.above.append(Self.line(beside)) }
    piece.beside = nil
    let dash = collection.isMapping ? 0 : 2
    var first = collection.pieces[0].normalized(room: room - 2 - dash)
    piece.above += first.above
    first.above = []
    collection.pieces[0] = first
    piece.value = .collection(collection)
    return piece
  }

  private var isOnLines: Bool {
    if case .lines = value { true } else { false }
  }

  private static func line(_ comment: Beside) -> CommentLine { CommentLine(text: comment.text, isSpaced: false) }
}
