// What each edit means for what a document says. Where it does not fit, the outline stays as it is, and the proof fails.
extension YAMLOutline {
  /// A mapping with a further entry at its end.
  func adding(_ key: String, _ value: YAMLOutline) -> YAMLOutline {
    guard case .mapping(let entries) = self else { return self }
    return .mapping(entries + [(YAMLOutline(key), value)])
  }

  /// A list with a further item at its end; an empty scalar counts as an empty list.
  func appending(_ item: YAMLOutline) -> YAMLOutline {
    switch self {
    case .sequence(let items): .sequence(items + [item])
    case .scalar(let text, isPlain: true?) where text.isEmpty: .sequence([item])
    default: self
    }
  }

  /// A list without the item at `index`.
  func removing(_ index: Int) -> YAMLOutline {
    guard case .sequence(var items) = self, items.indices.contains(index) else { return self }
    items.remove(at: index)
    return .sequence(items)
  }
}
