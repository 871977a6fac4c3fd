internal import BundleWriting
internal import KeyModel

/// Picks the keys of one bundle, one after the other, in the order of the catalog.
///
/// Keys that have the same scopes share the memory of their grants, and neighbours that of their owner.
struct KeyPicker {
  private let environment: EnvironmentName
  private let owned: Set<Name>
  private let ladder: Ladder
  /// What lists of scopes grant in the bundle, by their numbers.
  private var grants: [Int: [Scope]] = [:]
  private var last: (declaration: KeyDeclaration, owner: Text)?
  /// The numbers of the types that the picked keys have.
  private(set) var types: Set<Int> = []
  private var lastType = -1

  /// Picks keys of `environment` that are granted something of the resources `owned`.
  init(_ environment: EnvironmentName, _ owned: Set<Name>, _ ladder: Ladder) {
    (self.environment, self.owned, self.ladder) = (environment, owned, ladder)
  }

  /// Adds what the bundle holds of `key` to `picked`, unless it has no business there.
  mutating func pick(_ key: Catalog.Key, into picked: inout [BundleContent.Key]) {
    guard key.environment == environment, let type = key.type else { return }
    let grants = grants(of: key.granted)
    let declared = key.declaration
    let isDecoy = key.isDecoy && declared.decoy?.value ?? false
    guard isDecoy || !grants.isEmpty else { return }
    if type.number != lastType { types.insert(type.number) }
    lastType = type.number
    picked.append(
      BundleContent.Key(
        id: key.id, type: type.name, owner: owner(of: declared), tenant: key.tenantReach, grants: grants,
        networks: KeyPicker.networks(of: key), limits: key.limits, starts: declared.notBefore?.value, ends: key.end,
        isDisabled: key.isDisabled && declared.disabled != nil, isDecoy: isDecoy,
        secrets: KeyPicker.secrets(of: declared)))
  }

  private mutating func grants(of granted: Catalog.Granted) -> [Scope] {
    if let grants = grants[granted.number] { return grants }
    let list = granted.all.sorted.filter { owned.contains($0.resource) }
      .map { Scope(resource: $0.resource, level: ladder.names[$0.rank]) }
    grants[granted.number] = list
    return list
  }

  private mutating func owner(of declared: KeyDeclaration) -> Text {
    if let last, declared.declared.contains(.owner), declared.hasOwner(of: last.declaration) { return last.owner }
    guard let owner = declared.owner?.value else { return Text("") }
    last = (declared, owner)
    return owner
  }

  private static func networks(of key: Catalog.Key) -> [Network]? {
    guard key.declared.contains(.networks) else { return nil }
    var networks: [Network] = []
    networks.reserveCapacity(key.declaration.networkCount)
    key.declaration.forEachNetwork { networks.append($0.value) }
    return networks
  }

  private static func secrets(of declared: KeyDeclaration) -> [BundleContent.Secret] {
    var secrets: [BundleContent.Secret] = []
    secrets.reserveCapacity(declared.secretCount)
    declared.forEachSecret { secret in
      secrets.append(
        BundleContent.Secret(
          digest: secret.digest.value, handle: secret.handle?.value, starts: secret.created.value,
          ends: secret.expires.value))
    }
    return secrets
  }
}
