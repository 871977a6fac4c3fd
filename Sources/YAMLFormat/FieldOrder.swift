/// In which order the fields of a document stand, as a tree that follows the document.
///
/// It never decides what is valid: a field that it does not know comes behind those that it does, and what has another
/// kind than it expects is laid out as it is.
public indirect enum FieldOrder: Sendable {
  /// Anything, in the author's order.
  case any
  /// A mapping whose fields have an order of their own.
  case fields([(name: String, order: FieldOrder)])
  /// A mapping from the author's names, which keep the author's order.
  case names(FieldOrder)
  /// A list.
  case items(FieldOrder)
  /// A list of mappings, each of which is written on lines of its own.
  case records(FieldOrder)

  /// What holds for the value of the field `name` of a mapping.
  func field(_ name: String) -> FieldOrder {
    switch self {
    case .fields(let fields): Self.place(of: name, in: fields).map { fields[$0].order } ?? .any
    case .names(let order): order
    case .any, .items, .records: .any
    }
  }

  /// What holds for the items of a list.
  var item: FieldOrder {
    switch self {
    case .items(let order), .records(let order): order
    case .any, .fields, .names: .any
    }
  }

  /// Whether the items of a list get lines of their own.
  var isOfRecords: Bool {
    if case .records = self { true } else { false }
  }

  /// `entries` of a mapping in canonical order; those of one place stay as they are.
  func sorted<Entry>(_ entries: [Entry], by name: (Entry) -> String) -> [Entry] {
    guard case .fields(let fields) = self else { return entries }
    let placed = entries.enumerated().map { index, entry in
      let name = name(entry)
      return (place: Self.place(of: name, in: fields) ?? fields.count, index: index, entry: entry)
    }
    let isSorted = zip(placed, placed.dropFirst()).allSatisfy { $0.place <= $1.place }
    return isSorted ? entries : placed.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.entry)
  }

  private static func place(of name: String, in fields: [(name: String, order: FieldOrder)]) -> Int? {
    let length = name.utf8.count
    return fields.firstIndex { $0.name.utf8.count == length && $0.name.utf8.elementsEqual(name.utf8) }
  }
}
