import Diagnostics

// The pieces that take an item out of a list.
extension SourceEdit {
  /// Removes the item at `index` of the list that is the value of `entry`; false where a comment would go with it that
  /// may belong to another.
  mutating func remove(_ index: Int, from entry: (key: YAMLNode, value: YAMLNode)) -> Bool {
    let layout = SourceLayout(entry.value.table.source)
    guard layout.isFlow(entry.value) else { return removeBlock(index, from: entry, layout) }
    let range = flowRange(index, of: entry.value)
    guard !layout.bytes[range].contains(0x23) else { return false }
    replace(range, with: "")
    return true
  }

  private func flowRange(_ index: Int, of list: YAMLNode) -> Range<Int> {
    let items = list.items.map(\.span.range)
    if items.count == 1 { return list.span.range.lowerBound + 1..<list.span.range.upperBound - 1 }
    if index > 0 { return items[index - 1].upperBound..<items[index].upperBound }
    return items[0].lowerBound..<items[1].lowerBound
  }

  private mutating func removeBlock(
    _ index: Int, from entry: (key: YAMLNode, value: YAMLNode), _ layout: SourceLayout
  ) -> Bool {
    let items = entry.value.items
    let dash =
      index == 0
      ? entry.value.span.range.lowerBound : layout.skipBlanksAndComments(items[index - 1].span.range.upperBound)
    if items.count == 1 {
      guard let colon = layout.colonEnd(after: entry.key.span.range.upperBound) else { return false }
      replace(colon..<colon, with: " []")
    }
    replace(lines(from: dash, to: max(dash, items[index].span.range.upperBound), layout), with: "")
    return true
  }

  /// The whole lines from the one that holds `start` to the one that holds `end`. At the end of a file without a last
  /// line ending, the one before them goes instead of theirs.
  private func lines(from start: Int, to end: Int, _ layout: SourceLayout) -> Range<Int> {
    let first = layout.lineStart(start)
    let next = layout.nextLine(end)
    let isLast = next == layout.bytes.count && layout.bytes.last != 0x0A
    guard isLast, first > 0 else { return first..<next }
    return layout.lineEnd(layout.lineStart(first - 1))..<next
  }
}
