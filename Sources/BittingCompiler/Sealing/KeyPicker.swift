internal import BundleWriting
internal import KeyModel

/// Picks the keys of one bundle, one after the other, in the order of the catalog.
///
/// Keys that have the same scopes share the memory of their grants, and neighbours that of their owner.
struct KeyPicker {
  private var selection: BundleSelection
  private var last: (declaration: KeyDeclaration, owner: Text)?
  /// The numbers of the types that the picked keys have.
  private(set) var types: Set<Int> = []
  private var lastType = -1

  /// Picks the keys of `selection`.
  init(_ selection: BundleSelection) {
    self.selection = selection
  }

  /// Adds what the bundle holds of `key` to `picked`, unless it has no business there.
  mutating func pick(_ key: Catalog.Key, into picked: inout [BundleContent.Key]) {
    guard let grants = selection.grants(of: key), let type = key.type else { return }
    let declared = key.declaration
    if type.number != lastType { types.insert(type.number) }
    lastType = type.number
    picked.append(
      BundleContent.Key(
        id: key.id, type: type.name, owner: owner(of: declared), tenant: key.tenantReach, grants: grants,
        networks: KeyPicker.networks(of: key), limits: key.limits, starts: declared.notBefore?.value, ends: key.end,
        isDisabled: BundleSelection.isDisabled(key), isDecoy: BundleSelection.isDecoy(key),
        secrets: KeyPicker.secrets(of: declared)))
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
