internal import BundleFormat
internal import KeyModel

/// The key types by name.
struct TypeTable {
  private let types: [BundleContent.KeyType]
  private let names: Numbered<Name>

  init(_ content: BundleContent) throws(PayloadFailure) {
    guard content.types.count <= BundleLimits.types else { throw .tooMany(.types) }
    if let name = content.types.map(\.name).firstDuplicate { throw .duplicateType(name) }
    types = content.types.sorted { $0.name < $1.name }
    names = Numbered(types.map(\.name))
  }

  /// The place of the type of `key`.
  func number(ofTypeOf key: BundleContent.Key) throws(PayloadFailure) -> Int {
    guard let number = names.number(of: key.type) else { throw .unknownType(key.type, key: key.id) }
    return number
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
