internal import BundleFormat
package import KeyModel

/// The keys of a bundle as rows of numbers, and once each what many of them share.
///
/// A bundle has a hundred thousand keys and few types, owners, limits and lists of grants. As ``BundleContent/Key`` each
/// key is some pieces of memory, and the way to them took most of the time of making a bundle.
package struct PackedKeys: Sendable {
  /// What a key refers to.
  package struct Row: Sendable {
    /// The number of its type.
    package var type: Int32 = 0
    /// The number of its owner.
    package var owner: Int32 = 0
    /// The number of its limits.
    package var limits: Int32 = 0
    /// The number of its list of grants.
    package var grants: Int32 = 0
    /// Whose data it reaches.
    package var tenant = Tenant.none
    /// The number of its list of networks; nil: it may come from anywhere.
    package var networks: Int32?
    /// Declared, and denied.
    package var isDisabled = false
    /// A key that nobody has.
    package var isDecoy = false

    /// A row that refers to the first of everything.
    package init() {}
  }

  /// Whose data a key reaches.
  package enum Tenant: Sendable {
    case none, all
    /// That of the tenant with a number.
    case one(Int32)
  }

  /// A secret of a key.
  struct Secret: Sendable {
    let digest: TokenDigest
    let handle: Handle?
    let window: SecretWindow
    /// The place of the key.
    let key: Int32
  }

  /// The names of the keys.
  private(set) var ids = TextColumn()
  /// The keys, in the order in which they were added.
  private(set) var rows: [Row] = []
  /// The secrets, key after key.
  private(set) var secrets: [Secret] = []
  private(set) var types = KeyNumbers<Name>()
  private(set) var owners = KeyNumbers<Text>()
  private(set) var limits = KeyNumbers<BundleContent.Limits>()
  private(set) var grants = KeyNumbers<[Scope]>()
  /// Tenants, which may stand there more than once.
  private(set) var tenants = TextColumn()
  private(set) var networks = NetworkLists()
  /// The first key whose name is not behind that of the key before.
  private var misplaced: Int?

  /// No keys.
  package init() {}

  /// How many keys there are.
  package var count: Int { rows.count }

  /// Makes room for `count` keys.
  package mutating func reserveCapacity(_ count: Int) {
    ids.reserveCapacity(count)
    rows.reserveCapacity(count)
    secrets.reserveCapacity(count)
  }
}

// Adding a key: what it refers to, then its secrets, then the key itself.
extension PackedKeys {
  /// The number of the type `name`.
  package mutating func number(ofType name: Name) -> Int32 { types.number(name) }

  /// The number of the owner `text`.
  package mutating func number(ofOwner text: Text) -> Int32 { owners.number(text) }

  /// The number of `limits`.
  package mutating func number(of limits: BundleContent.Limits) -> Int32 { self.limits.number(limits) }

  /// The number of the list `grants`.
  package mutating func number(of grants: [Scope]) -> Int32 { self.grants.number(grants) }

  /// The reach of a key of the tenant `name`, which is often that of the key before.
  package mutating func tenant(_ name: Span<UInt8>) -> Tenant {
    if tenants.count == 0 || !tenants[tenants.count - 1].equals(name) { tenants.append(name) }
    return .one(Int32(truncatingIfNeeded: tenants.count - 1))
  }

  /// Adds `network` to the list that the next key has.
  package mutating func append(_ network: Network) { networks.append(network) }

  /// The number of the list of the networks that were added since the last one.
  package mutating func endNetworks() -> Int32 { networks.end() }

  /// Adds a secret of the next key, which is valid in `window` where the key is valid in `keyWindow`.
  package mutating func append(
    _ digest: TokenDigest, _ handle: Handle?, in window: SecretWindow, ofKeyIn keyWindow: SecretWindow
  ) {
    secrets.append(
      Secret(
        digest: digest, handle: handle, window: window.ofKey(in: keyWindow), key: Int32(truncatingIfNeeded: rows.count))
    )
  }

  /// Adds the key `id`. Keys come in the order of their names.
  package mutating func append(_ id: Span<UInt8>, _ row: Row) {
    if rows.count > 0, misplaced == nil, !ids[rows.count - 1].precedes(id) { misplaced = rows.count }
    ids.append(id)
    rows.append(row)
  }
}

extension PackedKeys {
  /// Adds all of `keys`, whose names come behind these.
  package mutating func append(_ keys: PackedKeys) {
    let (types, owners) = (keys.types.values.map { number(ofType: $0) }, keys.owners.values.map { number(ofOwner: $0) })
    let (limits, grants) = (keys.limits.values.map { number(of: $0) }, keys.grants.values.map { number(of: $0) })
    let (firstKey, firstTenant) = (Int32(truncatingIfNeeded: count), Int32(truncatingIfNeeded: tenants.count))
    let firstNetworks = networks.append(keys.networks)
    tenants.append(keys.tenants)
    if misplaced == nil {
      let isBehind = count == 0 || keys.count == 0 || ids[count - 1].precedes(keys.ids[0])
      misplaced = isBehind ? keys.misplaced.map { count + $0 } : count
    }
    ids.append(keys.ids)
    rows.reserveCapacity(count + keys.count)
    for key in keys.rows {
      var row = key
      (row.type, row.owner) = (types[Int(key.type)], owners[Int(key.owner)])
      (row.limits, row.grants) = (limits[Int(key.limits)], grants[Int(key.grants)])
      if case .one(let tenant) = key.tenant { row.tenant = .one(firstTenant + tenant) }
      row.networks = key.networks.map { firstNetworks + $0 }
      rows.append(row)
    }
    secrets.reserveCapacity(secrets.count + keys.secrets.count)
    for secret in keys.secrets {
      secrets.append(
        Secret(digest: secret.digest, handle: secret.handle, window: secret.window, key: firstKey + secret.key))
    }
  }

  /// Fails if there are too many keys, or two of one name.
  func check() throws(PayloadFailure) {
    guard count <= BundleLimits.keys else { throw .tooMany(.keys) }
    if let misplaced { throw .duplicateKey(KeyID(unchecked: ids.text(misplaced))) }
  }

  /// The place of the key `id`; nil if it is not there.
  func place(of id: KeyID) -> Int? { ids.place(of: id.text.utf8.span) }
}
