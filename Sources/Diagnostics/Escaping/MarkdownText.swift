/// Makes user text inert in Markdown as GitHub and GitLab read it.
///
/// What could be taken for markup, a mention, a reference, a link, an emoji or a command stands in a code span, since
/// that is where none of these is looked for: such marks are searched for in the finished page, where a backslash or an
/// entity no longer helps. No result holds a line feed, a `<` or an unescaped `|`, so each is safe in a list, a heading
/// or a table, and no marker of a bot (`<!-- … -->`) can be forged, not even inside a code span.
///
/// Write a space or other text between two results: two backticks that touch are one longer fence.
public enum MarkdownText {
  /// `text` as an inline code span, character for character; what nobody would see is shown as `\u{1b}`.
  ///
  /// A `|` or `<` interrupts the span, as there is no spelling for it inside that is right in a table and out of one.
  /// Text that is empty is shown as an empty span.
  public static func code(_ text: String) -> String {
    let text = TerminalText.escaped(text)
    let hasLongFence = longestFence(in: text) > maximumFence
    var result = ""
    var run = ""
    for scalar in text.unicodeScalars {
      if let entity = interruption(scalar, hasLongFence) {
        result += span(run) + entity
        run = ""
      } else {
        run.unicodeScalars.append(scalar)
      }
    }
    return result.isEmpty && run.isEmpty ? "` `" : result + span(run)
  }

  /// How many backticks in a row may stand in a span; from 80 on, GitHub's reader takes none of them for a fence.
  private static let maximumFence = 8

  /// `text` as running text: word by word, those that could mean something as ``code(_:)``.
  ///
  /// Runs of spaces become one; spaces at the ends go.
  public static func plain(_ text: String) -> String {
    MarkdownWords(isAtStart: true).render(text, as: code)
  }

  /// The message of a finding, or any text of ours that has user's words in backticks: these as ``code(_:)``, the rest
  /// as ``plain(_:)``.
  ///
  /// The backticks themselves are not shown. One among the user's words changes what is code and what is not, and nothing
  /// else.
  public static func message(_ text: String) -> String {
    let parts = text.utf8.split(separator: 0x60, omittingEmptySubsequences: false).map { String(Substring($0)) }
    var result = ""
    for (place, part) in parts.enumerated() {
      // Invariant: an unpaired backtick stands before the last part, which is read as running text then.
      let isCode = place % 2 == 1 && place + 1 < parts.count
      append(isCode ? code(part) : running(part, after: result), to: &result)
    }
    return result
  }

  /// A part that is folded until a reader opens it.
  ///
  /// `summary` is user text or ours, escaped here. `body` is Markdown that was made with this type; it may have many
  /// lines. The result ends in a line feed and needs an empty line before it.
  public static func details(summary: String, body: String) -> String {
    let title = MarkdownWords(isAtStart: false).render(summary) { "<code>\(XMLText.escaped($0))</code>" }
    return "<details><summary>\(title)</summary>\n\n\(body)\n\n</details>\n"
  }

  /// Appends `piece` with a space where two fences would touch.
  private static func append(_ piece: String, to text: inout String) {
    if text.utf8.last == 0x60, piece.utf8.first == 0x60 { text += " " }
    text += piece
  }

  /// `part` as ``plain(_:)``, with the spaces at its ends.
  private static func running(_ part: String, after text: String) -> String {
    let words = MarkdownWords(isAtStart: text.isEmpty).render(part, as: code)
    let before = part.utf8.first == 0x20 && !text.isEmpty ? " " : ""
    let after = part.utf8.last == 0x20 && !words.isEmpty ? " " : ""
    return before + words + after
  }

  private static func interruption(_ scalar: Unicode.Scalar, _ hasLongFence: Bool) -> String? {
    switch scalar {
    case "|": "&#124;"
    case "<": "&lt;"
    case "`" where hasLongFence: "&#96;"
    default: nil
    }
  }

  /// `text`, which has no hidden character, `|` or `<`, between fences (CommonMark 0.31, Code spans); empty for none.
  private static func span(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return "" }
    let fence = String(repeating: "`", count: longestFence(in: text) + 1)
    // One space at each end is taken off again, so a space or backtick that stands there itself needs another.
    let isPadded = first == 0x60 || last == 0x60 || first == 0x20 && last == 0x20
    return isPadded ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  private static func longestFence(in text: String) -> Int {
    var (longest, current) = (0, 0)
    for byte in text.utf8 {
      current = byte == 0x60 ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
