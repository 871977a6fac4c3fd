/// A comment on a line of its own.
struct CommentLine {
  /// From `#` to the end of the line, without blanks behind.
  let text: String
  /// Whether a blank line stands above.
  var isSpaced: Bool
}

/// An entry of a mapping, an item of a list, or the root of a document, with everything that belongs to it.
struct Piece {
  /// The comments above it.
  var above: [CommentLine] = []
  /// Whether a blank line stands above it, and below those comments.
  var isSpaced = false
  /// The key of an entry.
  var key: Key?
  /// How many blanks the author put between the colon and the value.
  var valueGap = 1
  /// How many blanks the author put between the comma and this piece, in brackets.
  var gap = 1
  /// What it says.
  var value: Content = .line("")
  /// A comment behind the colon.
  var head: Beside?
  /// A comment behind the value.
  var beside: Beside?

  /// What an entry is called, and how that is written.
  struct Key {
    let name: String
    let written: String
  }

  /// A comment on the line of something else.
  struct Beside {
    let text: String
    /// How many blanks stand before it.
    let gap: Int
  }

  /// Whether any comment belongs to it directly.
  var hasComment: Bool { !above.isEmpty || head != nil || beside != nil }
}

/// The value of a ``Piece``.
indirect enum Content {
  /// A scalar on one line; empty where nothing stands.
  case line(String)
  /// A scalar on several lines.
  case lines(ScalarLines)
  /// A list or a mapping.
  case collection(Collection)
}

/// A scalar that was written on several lines.
struct ScalarLines {
  /// What stands on the line of the key.
  let first: String
  /// A comment on that line.
  let comment: String?
  /// The other lines, without the indentation that all of them have.
  let rest: [String]
}

/// A list or a mapping.
struct Collection {
  let isMapping: Bool
  /// Whether it has brackets.
  var isFlow: Bool
  /// Whether its pieces may be aligned: what an author lists may, fields that are always the same need not.
  var isTable = true
  /// The column it was found in, in bytes; of no meaning between brackets.
  let column: Int
  var pieces: [Piece] = []
  /// The comments behind its last piece, as deep as its pieces.
  var foot: [CommentLine] = []

  /// Whether it can only be written on lines of its own.
  var needsLines: Bool {
    if pieces.isEmpty { return false }
    return !isFlow || !foot.isEmpty || pieces.contains { $0.hasComment || Self.needsLines($0.value) }
  }

  private static func needsLines(_ content: Content) -> Bool {
    switch content {
    // Between brackets, nothing at all is easily overlooked.
    case .line(let text): text.isEmpty
    case .lines: true
    case .collection(let collection): collection.needsLines
    }
  }
}
