/// What a document says, apart from how it is laid out; for the proof that an edit changed one thing.
indirect enum YAMLOutline {
  /// `isPlain` is nil where either will do.
  case scalar([UInt8], isPlain: Bool?)
  case sequence([YAMLOutline])
  case mapping([(key: YAMLOutline, value: YAMLOutline)])

  /// What `node` says, with `change` made to the node at `index`.
  init(_ node: YAMLNode, changing index: Int, by change: (YAMLOutline) -> YAMLOutline) {
    let outline: YAMLOutline
    switch node.kind {
    case .scalar:
      outline = .scalar(node.withText { text in text.indices.map { text[$0] } }, isPlain: node.isPlain)
    case .sequence:
      outline = .sequence(node.items.map { YAMLOutline($0, changing: index, by: change) })
    case .mapping:
      outline = .mapping(
        node.entries.map { entry in
          (
            YAMLOutline(entry.key, changing: index, by: change),
            YAMLOutline(entry.value, changing: index, by: change)
          )
        })
    }
    self = node.index == index ? change(outline) : outline
  }

  /// A mapping of texts.
  init(_ pairs: [(key: String, value: String)]) {
    self = .mapping(pairs.map { (YAMLOutline($0.key), YAMLOutline($0.value)) })
  }

  /// A text, however it is quoted.
  init(_ text: String) {
    self = .scalar(Array(text.utf8), isPlain: nil)
  }

  /// Whether both say the same.
  func matches(_ other: YAMLOutline) -> Bool {
    switch (self, other) {
    case (.scalar(let text, let isPlain), .scalar(let otherText, let otherIsPlain)):
      text == otherText && (isPlain == nil || otherIsPlain == nil || isPlain == otherIsPlain)
    case (.sequence(let items), .sequence(let others)):
      items.count == others.count && zip(items, others).allSatisfy { $0.matches($1) }
    case (.mapping(let entries), .mapping(let others)):
      entries.count == others.count
        && zip(entries, others).allSatisfy { $0.key.matches($1.key) && $0.value.matches($1.value) }
    default: false
    }
  }
}
