internal import BundleWriting
internal import KeyModel

/// Packs the keys of one bundle, one after the other, in the order of the catalog: what ``KeyPicker`` picks, without a
/// piece of memory for anything that a key says.
struct KeyPacker {
  private var selection: BundleSelection
  private(set) var keys = PackedKeys()
  /// The numbers of the catalog's types that the packed keys have, and what they are packed as.
  private var packedTypes: [Int: Int32] = [:]
  private var lastType: (number: Int, packed: Int32)?
  /// What lists of scopes are packed as, at their numbers, once a key has one.
  private var packedGrants: [Int32?] = []
  private var lastOwner: (table: KeyTable, row: Int, packed: Int32)?
  /// For keys that lie in no table.
  private var picker: KeyPicker

  /// Packs the keys of `selection`; there is room for `room` keys, and for more when they come.
  init(_ selection: BundleSelection, room: Int) {
    self.selection = selection
    picker = KeyPicker(selection)
    keys.reserveCapacity(room)
  }

  /// The numbers of the catalog's types that the packed keys have.
  var types: Set<Int> { Set(packedTypes.keys) }

  /// Packs what the bundle holds of `key`, unless it has no business there.
  mutating func pack(_ key: Catalog.Key) {
    guard let grants = selection.grants(of: key), let type = key.type else { return }
    var row = PackedKeys.Row()
    row.type = packed(type)
    row.grants = packed(grants, key.granted.number)
    row.isDisabled = BundleSelection.isDisabled(key)
    row.isDecoy = BundleSelection.isDecoy(key)
    // Once, because two threads that count how often they hold the same table wait for each other.
    key.declaration.read({ pack(row, of: key, type, $0, $1) }, { _ in packChanged(key) })
  }

  /// Packs the key that lies in `table` at `place`; `packed` says what comes of other things than its fields.
  private mutating func pack(
    _ packed: PackedKeys.Row, of key: Catalog.Key, _ type: Catalog.KeyType, _ table: KeyTable, _ place: Int
  ) {
    var row = packed
    row.owner = packedOwner(table, place)
    row.limits = keys.number(of: table.limits(place, of: type))
    row.tenant = packedTenant(table, place, type)
    if table.declares(place, .networks) {
      table.forEachNetwork(place) { keys.append($0.value) }
      row.networks = keys.endNetworks()
    }
    let window = SecretWindow(ofKeyFrom: table.seldom(place) { $0.notBefore }?.value, to: key.end)
    table.forEachToken(place) { digest, handle, created, expires in
      keys.append(digest, handle, in: SecretWindow(starts: created, ends: expires), ofKeyIn: window)
    }
    table.withName(place) { keys.append($0, row) }
  }

  /// Adds what `other` has packed, whose keys come behind these.
  mutating func append(_ other: KeyPacker) {
    keys.append(other.keys)
    packedTypes.merge(other.packedTypes) { first, _ in first }
  }

  private mutating func packChanged(_ key: Catalog.Key) {
    var picked: [BundleContent.Key] = []
    picker.pick(key, into: &picked)
    for key in picked { keys.append(key) }
  }

  private mutating func packed(_ type: Catalog.KeyType) -> Int32 {
    if let lastType, lastType.number == type.number { return lastType.packed }
    let number = keys.number(ofType: type.name)
    packedTypes[type.number] = number
    lastType = (type.number, number)
    return number
  }

  private mutating func packed(_ grants: [Scope], _ list: Int) -> Int32 {
    while packedGrants.count <= list { packedGrants.append(nil) }
    let number = packedGrants[list] ?? keys.number(of: grants)
    packedGrants[list] = number
    return number
  }

  private mutating func packedOwner(_ table: KeyTable, _ place: Int) -> Int32 {
    guard table.declares(place, .owner) else { return keys.number(ofOwner: Text("")) }
    if let lastOwner, lastOwner.table === table, table.hasOneOwner(place, lastOwner.row) { return lastOwner.packed }
    let number = keys.number(ofOwner: table.owner(place)?.value ?? Text(""))
    lastOwner = (table, place, number)
    return number
  }

  /// The same as `Catalog.Key.tenantReach`.
  private mutating func packedTenant(_ table: KeyTable, _ place: Int, _ type: Catalog.KeyType) -> PackedKeys.Tenant {
    table.withTenant(place) { name in
      guard let name else { return type.reachesAllTenants ? .all : .none }
      return name.isEmpty ? .all : keys.tenant(name)
    }
  }
}
