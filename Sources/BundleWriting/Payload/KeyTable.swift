internal import BundleFormat
internal import KeyModel

/// The keys by name, and the distinct limits that they have.
struct KeyTable {
  private let keys: [BundleContent.Key]
  private let ids: Numbered<KeyID>
  private let limits: Numbered<BundleContent.Limits>

  init(_ content: BundleContent) throws(PayloadFailure) {
    guard content.keys.count <= BundleLimits.keys else { throw .tooMany(.keys) }
    keys = content.keys.sorted { $0.id < $1.id }
    for (one, next) in zip(keys, keys.dropFirst()) where one.id == next.id { throw .duplicateKey(one.id) }
    ids = Numbered(sorted: keys.map(\.id))
    limits = Numbered(keys.map(\.limits), by: { $0.fields < $1.fields })
    guard limits.values.count <= BundleLimits.sets else { throw .tooMany(.limits) }
  }

  /// The place of the key `id`; nil if it is not in the bundle.
  func number(of id: KeyID) -> Int? { ids.number(of: id) }

  func keyTable(_ texts: TextPool, _ types: TypeTable) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.keys, count: keys.count)
    for (index, key) in keys.enumerated() {
      table.put(texts[key.id.text], size: 4, record: index, field: KeyRecord.id)
      table.put(texts[key.owner], size: 4, record: index, field: KeyRecord.owner)
      table.put(limits.number(of: key.limits) ?? 0, size: 3, record: index, field: KeyRecord.limits)
      table.put(try types.number(ofTypeOf: key), size: 1, record: index, field: KeyRecord.type)
    }
    return table
  }

  func limitTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.limits, count: limits.values.count)
    for (index, limits) in limits.values.enumerated() {
      let fields = limits.fields
      table.put(fields.0, size: 4, record: index, field: LimitRecord.rate)
      table.put(fields.1, size: 4, record: index, field: LimitRecord.burst)
      table.put(fields.2, size: 8, record: index, field: LimitRecord.quota)
      table.put(fields.3, size: 1, record: index, field: LimitRecord.rateUnit)
      table.put(fields.4, size: 1, record: index, field: LimitRecord.quotaWindow)
    }
    return table
  }
}

extension BundleContent.Limits {
  /// The fields of the record: rate, burst, quota, unit, window.
  fileprivate var fields: (UInt32, UInt32, UInt64, UInt8, UInt8) {
    let (count, unit): (UInt32, RateUnit) =
      switch rate {
      case .unlimited: (0, .second)
      case .limited(let count, let unit): (count, unit)
      }
    return (count, burst, quota?.count ?? 0, unit.rawValue, quota?.window.rawValue ?? 0)
  }
}
