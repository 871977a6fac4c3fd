internal import BundleFormat
internal import KeyModel

/// The records of the keys, and the distinct limits that they have.
struct KeyTable {
  private let limits: [BundleContent.Limits]
  private let limitsOfKeys: [Int32]

  init(_ keys: SortedKeys) throws(PayloadFailure) {
    let used = keys.numbered { keys.keys[$0].limits }
    guard used.values.count <= BundleLimits.sets else { throw .tooMany(.limits) }
    let order = used.values.indices.sorted { used.values[$0].fields < used.values[$1].fields }
    var places = [Int32](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[number] = Int32(place) }
    limits = order.map { used.values[$0] }
    limitsOfKeys = used.ofKeys.map { places[Int($0)] }
  }

  func keyTable(_ texts: TextPool, _ types: TypeTable) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.keys, count: limitsOfKeys.count)
    for place in limitsOfKeys.indices {
      table.put(texts.ids[place], size: 4, record: place, field: KeyRecord.id)
      table.put(texts.owner(ofKeyAt: place), size: 4, record: place, field: KeyRecord.owner)
      table.put(limitsOfKeys[place], size: 3, record: place, field: KeyRecord.limits)
      table.put(types.ofKeys[place], size: 1, record: place, field: KeyRecord.type)
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
