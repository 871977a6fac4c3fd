/// Puts the fields of a layout in order.
enum LayoutOrdering {
  /// `content` with its fields in `order`.
  static func ordered(_ content: Content, _ order: FieldOrder) -> Content {
    guard case .collection(var collection) = content else { return content }
    for index in collection.pieces.indices {
      let key = collection.pieces[index].key
      let inner = key.map { order.field($0.name) } ?? order.item
      let value = collection.pieces[index].value
      collection.pieces[index].value = ordered(value, inner)
      if order.isOfRecords { collection.pieces[index].value = onLines(collection.pieces[index].value) }
    }
    if order.isOfRecords, !collection.isMapping { collection.isFlow = false }
    if case .fields = order { collection.isTable = false }
    if collection.isMapping { collection.pieces = order.sorted(collection.pieces) { $0.key?.name ?? "" } }
    return .collection(collection)
  }

  /// `content` without brackets of its own.
  static func onLines(_ content: Content) -> Content {
    guard case .collection(var collection) = content else { return content }
    collection.isFlow = false
    return .collection(collection)
  }
}
