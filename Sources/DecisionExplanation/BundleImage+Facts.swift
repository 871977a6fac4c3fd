internal import BittingRuntime
internal import BundleFormat
internal import KeyModel

// What a trace copies out of a bundle.
extension BundleImage {
  /// The template of route `index`; nil for none.
  func template(of index: UInt32) -> Text? {
    index == Facts.nothing ? nil : Text(copying: text(route(Int(index)).template))
  }

  /// Scope `index` as it is written.
  func scopeText(_ index: Int) -> Text {
    let scope = scope(index)
    return Text("\(Text(copying: text(scope.resource))):\(Text(copying: text(level(Int(scope.level)))))")
  }

  /// The highest scope of each resource in the set of grants `set`; those below are included.
  func grantedScopes(_ set: UInt32) -> [Text] {
    let granted = (0..<count(of: .scopes)).filter { grants(set, include: UInt32($0)) }
    return granted.indices.filter { place in
      place + 1 == granted.count || scope(granted[place + 1]).resource != scope(granted[place]).resource
    }.map { scopeText(granted[$0]) }
  }

  /// The networks of a record; nil where it may come from anywhere.
  func networkList(_ set: UInt32) -> [Network]? {
    guard set != SecretRecord.anyNetwork else { return nil }
    let networks = networkSet(Int(set) - 1)
    return (Int(networks.first)..<Int(networks.first + networks.count)).compactMap { network($0).network }
  }

  /// Whose token a record is.
  func holder(of record: SecretRecord) -> DecisionFact.Holder {
    guard record.keyIndex != SecretRecord.noKey else {
      return DecisionFact.Holder(key: nil, type: nil, handle: record.handle)
    }
    let key = key(Int(record.keyIndex))
    return DecisionFact.Holder(
      key: Text(copying: text(key.id)), type: Text(copying: text(type(Int(key.typeIndex)).name)),
      handle: record.handle)
  }

  /// How old the bundle is, and what the type of a record makes of it.
  func freshness(of record: SecretRecord, _ lifetime: BundleLifetime, at now: Instant) -> DecisionFact {
    let type = type(Int(record.typeIndex))
    return .freshness(
      age: TimeSpan(seconds: now.seconds - lifetime.issued),
      limit: type.staleAfter == Int64.max ? nil : TimeSpan(seconds: type.staleAfter),
      expires: Instant(seconds: lifetime.expires), then: type.action)
  }

  /// Whose data a record with this tenant reaches.
  func reach(of tenant: UInt32) -> DecisionFact.Reach {
    switch tenant {
    case SecretRecord.noTenant: .none
    case SecretRecord.allTenants: .all
    default: .one(Text(copying: text(tenant)))
    }
  }
}
