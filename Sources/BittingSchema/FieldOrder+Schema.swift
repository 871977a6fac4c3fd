public import YAMLFormat

extension DeclarationSchema {
  /// The canonical order of the fields.
  public var fieldOrder: FieldOrder { shape.fieldOrder }
}

extension SchemaShape {
  /// The canonical order of the fields of what has this shape.
  fileprivate var fieldOrder: FieldOrder {
    switch self {
    case .text, .count, .flag, .word: .any
    case .list(let shape, _): .items(shape.fieldOrder)
    case .records(let shape): .records(shape.fieldOrder)
    case .table(_, let shape): .names(shape.fieldOrder)
    case .record(let record): .fields(Self.order(of: [record]))
    case .variants(let variants, let otherwise): .fields(Self.order(of: variants.map(\.record) + [otherwise]))
    // Scalars have no fields, so the mapping among the two decides.
    case .either(.text, let shape): shape.fieldOrder
    case .either(let shape, _): shape.fieldOrder
    }
  }

  /// One order that keeps that of each record: a field comes right behind the one before it in its own record.
  private static func order(of records: [SchemaRecord]) -> [(name: String, order: FieldOrder)] {
    var order: [(name: String, order: FieldOrder)] = []
    for record in records {
      var place = 0
      for field in record.fields {
        if let known = order.firstIndex(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
          place = known + 1
        } else {
          order.insert((field.name, field.shape.fieldOrder), at: place)
          place += 1
        }
      }
    }
    return order
  }
}
