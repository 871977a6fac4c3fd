internal import YAMLSource

/// Compares what two files say.
enum SameMeaning {
  /// Whether the documents say the same, except that fields that have an order may stand in another.
  static func check(_ one: [YAMLNode], _ other: [YAMLNode], _ order: FieldOrder) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { check($0, $1, order) }
  }

  private static func check(_ one: YAMLNode, _ other: YAMLNode, _ order: FieldOrder) -> Bool {
    guard one.kind == other.kind else { return false }
    switch one.kind {
    case .scalar:
      return sameText(one, other)
    case .sequence:
      let (items, others) = (one.items, other.items)
      return items.count == others.count && zip(items, others).allSatisfy { check($0, $1, order.item) }
    case .mapping:
      let (entries, others) = (sorted(one, order), sorted(other, order))
      return entries.count == others.count
        && zip(entries, others).allSatisfy { entry, other in
          sameBytes(entry.key, other.key) && check(entry.value, other.value, order.field(entry.key.text))
        }
    }
  }

  private static func sorted(_ node: YAMLNode, _ order: FieldOrder) -> [(key: YAMLNode, value: YAMLNode)] {
    order.sorted(node.entries) { $0.key.text }
  }

  /// Whether both say the same bytes; nothing at all is not the same as an empty text in quotes.
  private static func sameText(_ one: YAMLNode, _ other: YAMLNode) -> Bool {
    sameBytes(one, other) && (!one.text.isEmpty || one.isPlain == other.isPlain)
  }

  /// Whether both say the same bytes, which is all that tells keys apart.
  private static func sameBytes(_ one: YAMLNode, _ other: YAMLNode) -> Bool {
    one.text.utf8.elementsEqual(other.text.utf8)
  }
}
