/// Makes user text inert in XML 1.0.
public enum XMLText {
  /// `text` as the content of an element, line feeds kept.
  ///
  /// Characters that XML does not have, and those that nobody would see, are shown as `\u{1b}`. No `>` stands alone, so
  /// no `]]>` does.
  public static func escaped(_ text: String) -> String {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { marked(String(Substring($0))) }.joined(separator: "\n")
  }

  /// `text` as the value of an attribute, for quotes of either kind.
  ///
  /// A line feed is written as a reference, since readers make a space of a bare one.
  public static func attribute(_ text: String) -> String {
    text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { marked(String(Substring($0))) }.joined(separator: "&#10;")
  }

  /// One line of text with its markup escaped.
  private static func marked(_ line: String) -> String {
    var escaped = ""
    for scalar in TerminalText.escaped(line).unicodeScalars {
      if let entity = entity(scalar) { escaped += entity } else { escaped.unicodeScalars.append(scalar) }
    }
    return escaped
  }

  private static func entity(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: nil
    }
  }
}
