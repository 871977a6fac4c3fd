internal import Diagnostics
internal import YAMLSource

extension Rule {
  /// A scalar that is not of the form of its field.
  static func malformed(_ node: YAMLNode, field: String, kind: String, help: String) -> Finding {
    if node.withText({ $0.isEmpty }) {
      return finding("`\(field)` has no value", at: node.span, help: help)
    }
    return finding("`\(quoted(node.text))` is not \(kind)", at: node.span, help: help)
  }

  /// A user's words for a message, on one line and no longer than a line.
  static func quoted(_ text: String) -> String {
    // A secret is hidden before the text is cut, because nobody would know a part of one for what it is.
    let shown = TokenRedactor.redact(text).unicodeScalars
    let line = shown.prefix(60).map { $0 == "\n" ? " " : String($0) }.joined()
    return shown.count > 60 ? line + "…" : line
  }
}
