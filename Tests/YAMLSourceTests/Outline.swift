import Diagnostics

@testable import YAMLSource

/// A document in one line, for comparison: `{a: [b, "c"]}`; text that is quoted in the source is quoted here.
func outline(_ node: YAMLNode?) -> String {
  guard let node else { return "-" }
  return switch node.kind {
  case .scalar: node.isPlain ? node.text : "\"\(node.text)\""
  case .sequence: "[" + node.items.map(outline).joined(separator: ", ") + "]"
  case .mapping: "{" + node.entries.map { outline($0.key) + ": " + outline($0.value) }.joined(separator: ", ") + "}"
  }
}

/// The text read as a file of its own.
func parse(_ text: String) -> ParsedYAML { parse(Array(text.utf8)) }

func parse(_ bytes: [UInt8]) -> ParsedYAML {
  YAMLParser.parse(SourceFile(path: "keys/a.yaml", bytes: bytes), as: FileID(0))
}

/// The bytes of `text` that a span covers.
func covered(_ span: SourceSpan, of text: String) -> String {
  String(decoding: Array(text.utf8)[span.range], as: UTF8.self)
}
