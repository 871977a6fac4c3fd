/// Makes user text harmless for a terminal, and tells how much room it takes there.
public enum TerminalText {
  /// `text` on one line, with each character that moves the cursor, hides or passes for another shown as `\u{1b}`.
  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) { shown += escape(scalar) } else { shown.unicodeScalars.append(scalar) }
    }
    return shown
  }

  /// A part of a source line that begins `column` cells from its left edge: as ``escaped(_:)``, with tabs as spaces up
  /// to the next multiple of four.
  static func line(_ text: String, at column: Int) -> String {
    var shown = ""
    var width = column
    for scalar in text.unicodeScalars {
      let piece = scalar == "\t" ? String(repeating: " ", count: 4 - width % 4) : escaped(String(scalar))
      shown += piece
      width += self.width(of: piece)
    }
    return shown
  }

  /// How many cells of a terminal `text` takes, once it is escaped.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + CharacterWidth.cells($1) }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\n" || HiddenCharacter(scalar.value) != nil
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }
}
