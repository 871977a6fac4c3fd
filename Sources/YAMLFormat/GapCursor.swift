/// A comment as it was found between two nodes.
struct FoundComment {
  let text: String
  /// Whether nothing else stands on its line.
  let isAlone: Bool
  /// Whether a blank line stands above.
  let isSpaced: Bool
  /// How many bytes stand before it in its line.
  let column: Int
  /// How many blanks stand right before it.
  let gap: Int

  var beside: Piece.Beside { Piece.Beside(text: text, gap: gap) }
  var line: CommentLine { CommentLine(text: text, isSpaced: isAlone && isSpaced) }
}

/// What stands between two nodes, apart from blanks, commas, colons and brackets.
struct Gap {
  var comments: [FoundComment] = []
  /// How many of the comments stand before the first dash of a list; nil where there is no dash.
  var commentsBeforeDash: Int?
  /// How many of the comments stand before the first `---` or `...`; nil where there is none.
  var commentsBeforeMarker: Int?
}

/// Walks through a file once, from node to node, and keeps what the nodes do not tell.
///
/// Outside of the scalars, `#` begins a comment wherever it stands: a parser that read the file has taken it for one.
struct GapCursor {
  private let bytes: [UInt8]
  private(set) var place: Int
  /// Where the line that holds ``place`` begins.
  private(set) var lineStart: Int
  /// Whether the line above is blank.
  private var isBelowBlank = false
  private var hasDash = false
  private var hasContent = false
  private var hasComment = false

  /// The start of a file, behind its byte order mark.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = place
  }

  /// How many bytes stand before ``place`` in its line.
  var column: Int { place - lineStart }

  /// Whether what begins here is the first in its line but for dashes, and a blank line stands above.
  var isSpaced: Bool { isBelowBlank && !hasContent }

  /// How many blanks stand before ``place``, if `mark` stands before those; 1 otherwise.
  func blanks(after mark: UInt8) -> Int {
    var start = place
    while start > lineStart, isBlank(bytes[start - 1]) { start -= 1 }
    return start > lineStart && bytes[start - 1] == mark ? max(1, place - start) : 1
  }

  /// Goes over a scalar, up to `end`.
  mutating func skip(to end: Int) {
    while place < end {
      if bytes[place] == 0x0A {
        lineStart = place + 1
        isBelowBlank = false
        (hasDash, hasComment) = (false, false)
      }
      place += 1
    }
    hasContent = true
  }

  /// Goes to the node that begins at `end`, and tells what stood on the way.
  mutating func gap(to end: Int) -> Gap {
    var gap = Gap()
    while place < end { step(&gap, before: end) }
    return gap
  }

  private mutating func step(_ gap: inout Gap, before end: Int) {
    switch bytes[place] {
    case 0x20, 0x09, 0x0D: break
    case 0x0A: endLine()
    case 0x23: return takeComment(&gap, before: end)
    case 0x2D, 0x2E:
      if isMarker {
        if gap.commentsBeforeMarker == nil { gap.commentsBeforeMarker = gap.comments.count }
        // What follows on its line counts as a line of its own.
        place += 2
      } else {
        if gap.commentsBeforeDash == nil { gap.commentsBeforeDash = gap.comments.count }
      }
      hasDash = true
    default: hasContent = true
    }
    place += 1
  }

  private var isMarker: Bool {
    guard place == lineStart, place + 2 < bytes.count else { return false }
    return bytes[place + 1] == bytes[place] && bytes[place + 2] == bytes[place]
  }

  private mutating func endLine() {
    isBelowBlank = !hasDash && !hasContent && !hasComment
    (hasDash, hasContent, hasComment) = (false, false, false)
    lineStart = place + 1
  }

  private mutating func takeComment(_ gap: inout Gap, before end: Int) {
    let start = place
    while place < end, bytes[place] != 0x0A { place += 1 }
    var last = place
    while last > start, isBlank(bytes[last - 1]) || bytes[last - 1] == 0x0D { last -= 1 }
    var first = start
    while first > lineStart, isBlank(bytes[first - 1]) { first -= 1 }
    gap.comments.append(
      FoundComment(
        text: String(decoding: bytes[start..<last], as: UTF8.self), isAlone: !hasDash && !hasContent,
        isSpaced: isBelowBlank, column: start - lineStart, gap: max(1, start - first)))
    hasComment = true
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
