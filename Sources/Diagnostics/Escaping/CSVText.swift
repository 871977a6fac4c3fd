/// Makes user text inert in CSV (RFC 4180), for programs and for spreadsheets.
public enum CSVText {
  /// `text` as one field: what a spreadsheet would take for a formula gets a `'` in front, and the field is quoted where
  /// it must be.
  ///
  /// Line feeds stay, inside the quotes. Other characters that nobody would see are shown as `\u{1b}`.
  public static func field(_ text: String) -> String {
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let shown = lines.map { TerminalText.escaped(String(Substring($0))) }.joined(separator: "\n")
    let field = beginsFormula(text) ? "'" + shown : shown
    return needsQuotes(field) ? "\"" + field.utf8Replacing("\"", with: "\"\"") + "\"" : field
  }

  /// `fields`, each as ``field(_:)``, with the line ending of RFC 4180.
  public static func row(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// Spreadsheets look behind blanks, and some take the fullwidth forms for the ASCII ones.
  private static func beginsFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    switch text.unicodeScalars.first(where: { $0 != " " }) {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
    default: return first.value < 0x20
    }
  }

  /// A leading `:` is quoted so that no line of the file begins a workflow command.
  private static func needsQuotes(_ field: String) -> Bool {
    field.utf8.first == 0x3A || field.utf8.first == 0x20 || field.utf8.last == 0x20
      || field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x3B || $0 == 0x0A }
  }
}

extension String {
  /// The text with each `mark`, one ASCII character, written as `replacement`.
  fileprivate func utf8Replacing(_ mark: Unicode.Scalar, with replacement: String) -> String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == mark { text += replacement } else { text.unicodeScalars.append(scalar) }
    }
  }
}
