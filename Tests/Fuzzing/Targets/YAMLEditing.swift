internal import Diagnostics
internal import TestSupport
internal import YAMLSource

/// Some edits of a file that is accepted, at nodes that the input itself decides.
///
/// An edit may say that it cannot be made; one that is made leaves a file that is accepted and says what was asked for.
struct YAMLEditing {
  private let file: SourceFile
  private let parsed: ParsedYAML
  private var random: SeededGenerator
  private let nodes: [YAMLNode]

  init(_ file: SourceFile, _ parsed: ParsedYAML, _ random: SeededGenerator) {
    self.file = file
    self.parsed = parsed
    self.random = random
    var nodes: [YAMLNode] = []
    for root in parsed.documents.compactMap(\.root) { YAMLEditing.collect(root, into: &nodes) }
    self.nodes = nodes
  }

  private static func collect(_ node: YAMLNode, into nodes: inout [YAMLNode]) {
    nodes.append(node)
    node.forEachItem { collect($0, into: &nodes) }
    node.forEachEntry { key, value in
      nodes.append(key)
      collect(value, into: &nodes)
    }
  }

  consuming func check() throws(BrokenPromise) {
    for _ in 0..<3 { try edit() }
    for node in nodes.prefix(32) where node.kind == .scalar { try checkWritten(node.text) }
  }

  private mutating func edit() throws(BrokenPromise) {
    guard let node = nodes.randomElement(using: &random) else { return }
    let text = nodes.randomElement(using: &random)?.text ?? ""
    let key = node.entries.randomElement(using: &random)?.key.text ?? "new"
    let index = Int.random(in: 0...3, using: &random)
    switch node.kind {
    case .scalar: try checkEdited(try? YAMLEdit.replaceScalar(node, with: text))
    case .mapping:
      try checkEdited(try? YAMLEdit.setEntry(key, to: text, of: node))
      try checkEdited(try? YAMLEdit.appendItem([("handle", text), ("b", "c")], to: key, of: node))
      try checkEdited(try? YAMLEdit.removeItem(at: index, from: key, of: node))
    case .sequence: break
    }
  }

  private func checkEdited(_ bytes: [UInt8]?) throws(BrokenPromise) {
    guard let bytes else { return }
    let again = YAMLParser.parse(SourceFile(path: file.path, bytes: bytes), as: FileID(0))
    try promise(again.findings.isEmpty, "an edit made a file that is refused: \(Shown(bytes))")
    try promise(again.documents.count == parsed.documents.count, "an edit changed how many documents there are")
  }

  /// A text that is written is read as itself, in a block and between brackets.
  private func checkWritten(_ text: String) throws(BrokenPromise) {
    guard let written = YAMLScalarText.written(text) else { return }
    for (before, after) in [("a: ", "\n"), ("[", "]\n"), ("{", ": b}\n")] {
      // A key has a limit that a value has not.
      guard before != "{" || text.utf8.count <= YAMLParser.keyLimit / 2 else { continue }
      let bytes = Array((before + written + after).utf8)
      let again = YAMLParser.parse(SourceFile(path: file.path, bytes: bytes), as: FileID(0))
      let root = again.documents.first?.root
      let read = before == "{" ? root?.entries.first?.key : root?.entries.first?.value ?? root?.items.first
      let isMergeKey = before == "{" && text == "<<"
      try promise(
        isMergeKey || again.findings.isEmpty && read?.text.utf8.elementsEqual(text.utf8) == true,
        "\(Shown(Array(text.utf8))) is written as \(Shown(bytes))")
    }
  }
}
