internal import BundleWriting
internal import KeyModel

/// Which keys one bundle holds, and what it grants them.
struct BundleSelection {
  private let environment: EnvironmentName
  private let owned: Set<Name>
  private let ladder: Ladder
  /// What lists of scopes grant in the bundle, at their numbers, once a key has asked.
  private var grants: [[Scope]?] = []

  /// The keys of `environment` that are granted something of the resources `owned`, and its decoys.
  init(_ environment: EnvironmentName, _ owned: Set<Name>, _ ladder: Ladder) {
    (self.environment, self.owned, self.ladder) = (environment, owned, ladder)
  }

  /// What the bundle grants `key`; nil if the key has no business there.
  mutating func grants(of key: Catalog.Key) -> [Scope]? {
    guard key.environment == environment, key.type != nil else { return nil }
    let grants = grants(of: key.granted)
    return grants.isEmpty && !BundleSelection.isDecoy(key) ? nil : grants
  }

  /// Whether `key` is known to be a decoy, and not only meant to be one.
  static func isDecoy(_ key: Catalog.Key) -> Bool { key.isDecoy && key.declaration.decoy?.value ?? false }

  /// Whether `key` is known to be disabled, and not only meant to be.
  static func isDisabled(_ key: Catalog.Key) -> Bool { key.isDisabled && key.declaration.disabled != nil }

  private mutating func grants(of granted: Catalog.Granted) -> [Scope] {
    while grants.count <= granted.number { grants.append(nil) }
    if let known = grants[granted.number] { return known }
    let list = granted.all.sorted.filter { owned.contains($0.resource) }
      .map { Scope(resource: $0.resource, level: ladder.names[$0.rank]) }
    grants[granted.number] = list
    return list
  }
}
