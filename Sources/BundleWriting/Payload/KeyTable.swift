internal import BundleFormat
internal import KeyModel

/// The records of the keys, and the distinct limits that they have.
struct KeyTable {
  private let limits: [BundleContent.Limits]
  /// The place of each of the limits of the keys.
  private let places: [Int32]

  init(_ keys: PackedKeys) throws(PayloadFailure) {
    let used = keys.limits.values
    guard used.count <= BundleLimits.sets else { throw .tooMany(.limits) }
    let order = used.indices.sorted { used[$0].fields < used[$1].fields }
    var places = [Int32](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    limits = order.map { used[$0] }
    self.places = places
  }

  func keyTable(_ keys: PackedKeys, _ texts: TextPool, _ types: TypeTable) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.keys, count: keys.count)
    for (place, key) in keys.rows.enumerated() {
      table.put(texts.ids[place], size: 4, record: place, field: KeyRecord.id)
      table.put(texts.owners[Int(key.owner)], size: 4, record: place, field: KeyRecord.owner)
      table.put(places[Int(key.limits)], size: 3, record: place, field: KeyRecord.limits)
      table.put(types.places[Int(key.type)], size: 1, record: place, field: KeyRecord.type)
    }
    return table
  }

  func limitTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.limits, count: limits.count)
    for (index, limits) in limits.enumerated() {
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
