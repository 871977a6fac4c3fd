internal import Diagnostics
internal import YAMLSource

/// What the documents of a file say, the order of fields left out: made to be compared, and not by what the formatter
/// compares with.
struct YAMLMeaning: Equatable {
  private let documents: [Node]

  init(_ parsed: ParsedYAML) {
    documents = parsed.documents.compactMap(\.root).map(Node.init)
  }

  private enum Node: Equatable {
    case scalar([UInt8], isNothing: Bool, mayBeNoText: Bool)
    case sequence([Node])
    case mapping([Entry])

    init(_ node: YAMLNode) {
      switch node.kind {
      case .scalar:
        let text = node.withText { text in text.indices.map { text[$0] } }
        self = .scalar(
          text, isNothing: text.isEmpty && node.isPlain, mayBeNoText: Node.noTexts.contains(text) && node.isPlain)
      case .sequence: self = .sequence(node.items.map(Node.init))
      case .mapping:
        self = .mapping(node.entries.map(Entry.init).sorted { $0.name.lexicographicallyPrecedes($1.name) })
      }
    }

    /// Words that mean something else without quotes.
    private static let noTexts = ["null", "~", "true", "false", "Null", "NULL", "True", "no", "1", "1.0", "0x1"].map {
      Array($0.utf8)
    }
  }

  private struct Entry: Equatable {
    let name: [UInt8]
    let value: Node

    init(_ entry: (key: YAMLNode, value: YAMLNode)) {
      name = entry.key.withText { text in text.indices.map { text[$0] } }
      value = Node(entry.value)
    }
  }
}
