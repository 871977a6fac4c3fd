internal import BundleFormat
internal import KeyModel

/// The key types by name.
struct TypeTable {
  private let types: [BundleContent.KeyType]
  /// The place of each type that keys have.
  let places: [UInt8]

  init(_ content: BundleContent, _ keys: PackedKeys) throws(PayloadFailure) {
    guard content.types.count <= BundleLimits.types else { throw .tooMany(.types) }
    if let name = content.types.map(\.name).firstDuplicate { throw .duplicateType(name) }
    types = content.types.sorted { $0.name < $1.name }
    let names = Numbered(sorted: types.map(\.name))
    var places: [UInt8] = []
    for (number, name) in keys.types.values.enumerated() {
      guard let place = names.number(of: name) else {
        // Invariant: a number that was given out is some key's.
        let key = keys.rows.firstIndex { $0.type == Int32(number) }
        throw .unknownType(name, key: KeyID(unchecked: key.map(keys.ids.text) ?? name.text))
      }
      places.append(UInt8(place))
    }
    self.places = places
  }

  func table(_ texts: TextPool) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.types, count: types.count)
    for (index, type) in types.enumerated() {
      let after = type.staleAfter.map { UInt64($0.seconds) } ?? TypeRecord.never
      table.put(texts[type.name.text], size: 4, record: index, field: TypeRecord.name)
      table.put(type.staleAction.rawValue, size: 1, record: index, field: TypeRecord.action)
      table.put(after, size: 8, record: index, field: TypeRecord.staleAfter)
    }
    return table
  }
}
