/// A source line as it stands in the cells of a terminal, and which of them are underlined.
struct SnippetRow {
  /// The line, harmless and without tabs.
  let text: String
  /// How many cells stand before the underline.
  let markStart: Int
  /// How many cells it takes; a place without text gets one.
  let markWidth: Int

  init(_ excerpt: SourceExcerpt) {
    let left = excerpt.isCutBefore ? "…" : ""
    let before = left + TerminalText.line(excerpt.before, at: left.unicodeScalars.count)
    markStart = TerminalText.width(of: before)
    let marked = TerminalText.line(excerpt.marked, at: markStart, behind: excerpt.before)
    let width = TerminalText.width(of: marked)
    markWidth = max(1, width)
    let after = TerminalText.line(
      excerpt.after, at: markStart + width, behind: String((excerpt.before + excerpt.marked).suffix(2)))
    text = before + marked + after + (excerpt.isCutAfter ? "…" : "")
  }
}
