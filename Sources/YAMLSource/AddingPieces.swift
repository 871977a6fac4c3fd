import Diagnostics

// The pieces that add to a mapping or a list.
extension SourceEdit {
  /// Adds `text`, an entry, behind the last one of `mapping`.
  mutating func add(_ text: String, to mapping: YAMLNode) {
    let layout = SourceLayout(mapping.table.source)
    if layout.isFlow(mapping) { return addFlow(text, to: mapping, after: mapping.entries.last?.value) }
    let end = layout.lineEnd(mapping.span.range.upperBound)
    let indent = String(repeating: " ", count: layout.column(mapping.span.range.lowerBound))
    replace(end..<end, with: layout.lineEnding + indent + text)
  }

  /// Adds the entry `name` to `mapping`: a list of one item.
  mutating func addList(_ name: String, of item: ItemText, to mapping: YAMLNode) {
    let layout = SourceLayout(mapping.table.source)
    if layout.isFlow(mapping) { return add("\(name): [\(item.flow)]", to: mapping) }
    let column = layout.column(mapping.span.range.lowerBound) + 2
    add("\(name):" + item.block(column: column, lineEnding: layout.lineEnding), to: mapping)
  }

  /// Adds `item` to the list that is the value of `entry`; false where that is no list.
  mutating func append(
    _ item: ItemText, to entry: (key: YAMLNode, value: YAMLNode), of mapping: YAMLNode
  ) -> Bool {
    let layout = SourceLayout(mapping.table.source)
    let list = entry.value
    let isEmptyText = list.isPlain && list.span.range.isEmpty
    guard list.kind == .sequence || isEmptyText else { return false }
    let items = list.items
    if let last = items.last {
      if layout.isFlow(list) { addFlow(item.flow, to: list, after: last) } else { appendBlock(item, to: list, layout) }
    } else if layout.isFlow(mapping) || !isOnLine(of: entry.key, list, layout) {
      guard !isEmptyText else { return false }
      addFlow(item.flow, to: list, after: nil)
    } else {
      return beginBlock(item, in: entry, layout)
    }
    return true
  }

  private func isOnLine(of key: YAMLNode, _ list: YAMLNode, _ layout: SourceLayout) -> Bool {
    layout.lineEnd(key.span.range.lowerBound) == layout.lineEnd(list.span.range.upperBound)
  }

  /// Adds `text` inside brackets, behind `last` or, without one, right behind the opening bracket.
  private mutating func addFlow(_ text: String, to node: YAMLNode, after last: YAMLNode?) {
    let place = last.map { $0.span.range.upperBound } ?? node.span.range.lowerBound + 1
    replace(place..<place, with: last == nil ? text : ", " + text)
  }

  private mutating func appendBlock(_ item: ItemText, to list: YAMLNode, _ layout: SourceLayout) {
    let items = list.items
    let dash = list.span.range.lowerBound
    let first = items.first.map { $0.span.range.lowerBound } ?? dash
    let gap = layout.lineStart(first) == layout.lineStart(dash) ? max(2, first - dash) : 2
    let column = layout.column(dash)
    let end = layout.lineEnd(list.span.range.upperBound)
    let isFlow = items.last.map(layout.isFlow) ?? false
    let indent = String(repeating: " ", count: column)
    let text =
      isFlow
      ? layout.lineEnding + indent + "- " + item.flow
      : item.block(column: column, gap: gap, lineEnding: layout.lineEnding)
    replace(end..<end, with: text)
  }

  /// Turns `key: []` or `key:` into a list with a line for its item; a comment on the line stays there.
  private mutating func beginBlock(
    _ item: ItemText, in entry: (key: YAMLNode, value: YAMLNode), _ layout: SourceLayout
  ) -> Bool {
    guard let colon = layout.colonEnd(after: entry.key.span.range.upperBound) else { return false }
    replace(colon..<max(colon, entry.value.span.range.upperBound), with: "")
    let end = layout.lineEnd(max(colon, entry.value.span.range.upperBound))
    let column = layout.column(entry.key.span.range.lowerBound) + 2
    replace(end..<end, with: item.block(column: column, lineEnding: layout.lineEnding))
    return true
  }
}
