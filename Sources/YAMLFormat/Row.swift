/// A piece on one line, in cells with blanks between them: a key, a value, and each entry between brackets.
struct Row {
  private(set) var cells: [String]
  /// How many blanks stand behind each cell but the last.
  private(set) var gaps: [Int]

  /// The widest line, in characters, that something in brackets may take.
  static let widthLimit = 120

  /// `piece` as a row; nil for one that takes several lines, or would be too wide with `room` characters left.
  init?(_ piece: Piece, room: Int) {
    self.init(cells: [], gaps: [])
    switch piece.value {
    case .line(let text):
      addKey(of: piece, isFollowed: !text.isEmpty)
      if !text.isEmpty || piece.key == nil { cells.append(text) }
    case .lines: return nil
    case .collection(let collection):
      guard !collection.needsLines else { return nil }
      addKey(of: piece, isFollowed: true)
      addBrackets(collection)
      guard width <= room || collection.pieces.isEmpty else { return nil }
    }
  }

  private init(cells: [String], gaps: [Int]) {
    self.cells = cells
    self.gaps = gaps
  }

  /// The row as text, behind its indentation.
  var text: String {
    var text = ""
    for (place, cell) in cells.enumerated() {
      text += cell
      if place < gaps.count { text += String(repeating: " ", count: gaps[place]) }
    }
    return text
  }

  /// How wide it is with single blanks: what an author aligns must not push it over the limit in the next run.
  private var width: Int { cells.reduce(gaps.count) { $0 + $1.unicodeScalars.count } }

  private mutating func addKey(of piece: Piece, isFollowed: Bool) {
    guard let key = piece.key else { return }
    cells.append(key.written + ":")
    if isFollowed { gaps.append(piece.valueGap) }
  }

  private mutating func addBrackets(_ collection: Collection) {
    let (open, close) = collection.isMapping ? ("{ ", " }") : ("[", "]")
    guard !collection.pieces.isEmpty else { return cells.append(collection.isMapping ? "{}" : "[]") }
    let first = cells.count
    for (place, piece) in collection.pieces.enumerated() {
      if place > 0 {
        cells[cells.count - 1] += ","
        gaps.append(piece.gap)
      }
      addPart(piece)
    }
    cells[first] = open + cells[first]
    cells[cells.count - 1] += close
  }

  private mutating func addPart(_ piece: Piece) {
    addKey(of: piece, isFollowed: true)
    switch piece.value {
    case .line(let text): cells.append(text)
    case .collection(let collection): addBrackets(collection)
    // Invariant: a collection that holds lines needs lines, and no row is made of it.
    case .lines: break
    }
  }

  // Columns.

  /// Where each cell but the first begins.
  var columns: [Int] {
    var column = 0
    return gaps.indices.map { place in
      column += cells[place].unicodeScalars.count + gaps[place]
      return column
    }
  }

  /// Makes each wide gap a single blank, unless what follows it begins in a column that `isShared`.
  ///
  /// Returns whether anything was changed.
  mutating func closeGaps(unless isShared: (Int) -> Bool) -> Bool {
    guard let place = zip(gaps, columns).enumerated().first(where: { $1.0 > 1 && !isShared($1.1) })?.offset else {
      return false
    }
    gaps[place] = 1
    return true
  }

  /// Makes every gap a single blank.
  mutating func closeAllGaps() {
    gaps = gaps.map { _ in 1 }
  }
}
