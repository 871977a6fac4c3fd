/// What a piece of terminal output is, and the colour that says so.
enum TerminalStyle {
  case severity(Severity)
  case message
  case frame
  case related

  /// `text` as it is printed: the same characters, with colour around them or without.
  func applied(to text: String, colored: Bool) -> String {
    colored && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }

  /// Select Graphic Rendition parameters (ECMA-48, 8.3.117).
  private var code: String {
    switch self {
    case .severity(.error): "1;31"
    case .severity(.warning): "1;33"
    case .severity(.note): "1;36"
    case .message: "1"
    case .frame, .related: "1;34"
    }
  }
}
