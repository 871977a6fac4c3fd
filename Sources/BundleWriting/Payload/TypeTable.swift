internal import BundleFormat
internal import KeyModel

/// The key types by name.
struct TypeTable {
  private let types: [BundleContent.KeyType]
  /// The place of the type of each key.
  let ofKeys: [Int32]

  init(_ content: BundleContent, _ keys: SortedKeys) throws(PayloadFailure) {
    guard content.types.count <= BundleLimits.types else { throw .tooMany(.types) }
    if let name = content.types.map(\.name).firstDuplicate { throw .duplicateType(name) }
    types = content.types.sorted { $0.name < $1.name }
    let names = Numbered(sorted: types.map(\.name))
    let used = keys.numbered { keys.keys[$0].type }
    var places: [Int32] = []
    for (number, name) in used.values.enumerated() {
      guard let place = names.number(of: name) else {
        // Invariant: a number that was given out is some key's.
        let key = used.ofKeys.firstIndex(of: Int32(number)).map { keys.keys[$0].id }
        throw .unknownType(name, key: key ?? KeyID(unchecked: name.text))
      }
      places.append(Int32(place))
    }
    ofKeys = used.ofKeys.map { places[Int($0)] }
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
