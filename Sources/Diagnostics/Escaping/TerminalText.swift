/// Makes user text harmless for a terminal and for the log of a CI job, and tells how much room it takes there.
public enum TerminalText {
  /// `text` on one line, with each character that moves the cursor, hides or passes for another shown as `\u{1b}`.
  ///
  /// The `[` of `##[` is shown that way too: GitHub's runner obeys `##[error]` wherever in a line it stands
  /// (actions/runner, ActionCommand.cs). It obeys `::error::` only at the start of one, where callers put no user text.
  public static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { !isPlain($0) }) else { return text }
    var shown = ""
    var command = CommandBracket()
    for scalar in text.unicodeScalars {
      if command.isCompleted(by: scalar) || isHidden(scalar) {
        shown += escape(scalar)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// A part of a source line that begins `column` cells from its left edge, behind `before`: as ``escaped(_:)``, with
  /// tabs as spaces up to the next multiple of four.
  static func line(_ text: String, at column: Int, behind before: String = "") -> String {
    var shown = ""
    var width = column
    var command = CommandBracket()
    for scalar in before.unicodeScalars.suffix(2) { _ = command.isCompleted(by: scalar) }
    for scalar in text.unicodeScalars {
      let piece = cell(scalar, at: width, isCommand: command.isCompleted(by: scalar))
      shown += piece
      width += self.width(of: piece)
    }
    return shown
  }

  private static func cell(_ scalar: Unicode.Scalar, at width: Int, isCommand: Bool) -> String {
    if scalar == "\t" { return String(repeating: " ", count: 4 - width % 4) }
    return isCommand || isHidden(scalar) ? escape(scalar) : String(scalar)
  }

  /// How many cells of a terminal `text` takes, once it is escaped.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + CharacterWidth.cells($1) }
  }

  /// Whether a byte needs no closer look whatever stands around it.
  private static func isPlain(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) && byte != 0x5B }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\n" || HiddenCharacter(scalar.value) != nil
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }
}
