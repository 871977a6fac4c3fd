internal import BundleFormat
internal import KeyModel

/// The secrets and tombstones by digest, and the index that leads to them.
struct SecretTable {
  private let entries: [Entry]

  /// What a record says.
  private struct Entry {
    let digest: TokenDigest
    var handle: Handle?
    var window: SecretWindow = .init(starts: .earliest, ends: .earliest)
    var key: UInt32 = SecretRecord.noKey
    var type: UInt8 = SecretRecord.noType
    var grants: UInt32 = 0
    var flags: UInt8 = 0
    var tenant: UInt32 = SecretRecord.noTenant
    var networks: UInt32 = SecretRecord.anyNetwork
  }

  /// The tables that records refer to.
  struct References {
    let texts: TextPool
    let types: TypeTable
    let keys: KeyTable
    let grants: GrantTable
    let networks: NetworkTable
  }

  init(_ content: BundleContent, _ tables: References) throws(PayloadFailure) {
    var entries: [Entry] = []
    entries.reserveCapacity(content.keys.count + content.tombstones.count)
    for key in content.keys {
      let template = try SecretTable.template(of: key, tables)
      for secret in key.secrets { entries.append(SecretTable.entry(of: secret, of: key, like: template)) }
    }
    entries.sort { $0.digest < $1.digest }
    for (one, next) in zip(entries, entries.dropFirst()) where one.digest == next.digest {
      throw .duplicateSecret(one.digest)
    }
    self.entries = try SecretTable.revoke(content, in: entries, tables)
  }

  /// `entries`, which are in order, with the flag of those that tombstones are for, and what stands for other tombstones.
  private static func revoke(
    _ content: BundleContent, in entries: [Entry], _ tables: References
  ) throws(PayloadFailure) -> [Entry] {
    guard !content.tombstones.isEmpty else { return entries }
    let named = Set(content.tombstones.map(\.key))
    var types: [KeyID: UInt8] = [:]
    for key in content.keys where named.contains(key.id) {
      types[key.id] = UInt8(try tables.types.number(ofTypeOf: key))
    }
    var revoked: [TokenDigest: Entry] = [:]
    for tombstone in content.tombstones.sorted(by: precedes) where revoked[tombstone.digest] == nil {
      revoked[tombstone.digest] = entry(of: tombstone, tables.keys, types)
    }
    var all = entries.map { entry in
      var entry = entry
      if revoked.removeValue(forKey: entry.digest) != nil { entry.flags |= SecretRecord.Flag.revoked }
      return entry
    }
    all += revoked.values.map { entry in
      var entry = entry
      entry.flags |= SecretRecord.Flag.revoked
      return entry
    }
    return all.sorted { $0.digest < $1.digest }
  }

  /// What all secrets of `key` have in common.
  private static func template(of key: BundleContent.Key, _ tables: References) throws(PayloadFailure) -> Entry {
    var entry = Entry(digest: TokenDigest(words: (0, 0, 0, 0)))
    entry.key = tables.keys.number(of: key.id).map(UInt32.init) ?? SecretRecord.noKey
    entry.type = UInt8(try tables.types.number(ofTypeOf: key))
    entry.grants = UInt32(tables.grants.number(of: key))
    entry.flags = (key.isDecoy ? SecretRecord.Flag.decoy : 0) | (key.isDisabled ? SecretRecord.Flag.disabled : 0)
    entry.networks = tables.networks.field(of: key)
    entry.tenant =
      switch key.tenant {
      case .none: SecretRecord.noTenant
      case .all: SecretRecord.allTenants
      case .one(let tenant): tables.texts[tenant.text]
      }
    return entry
  }

  private static func entry(
    of secret: BundleContent.Secret, of key: BundleContent.Key, like template: Entry
  ) -> Entry {
    Entry(
      digest: secret.digest, handle: secret.handle,
      window: SecretWindow(secret: secret, key: key), key: template.key, type: template.type,
      grants: template.grants, flags: template.flags, tenant: template.tenant, networks: template.networks)
  }

  private static func entry(
    of tombstone: BundleContent.Tombstone, _ keys: KeyTable, _ types: [KeyID: UInt8]
  ) -> Entry {
    var entry = Entry(digest: tombstone.digest, handle: tombstone.handle)
    if let key = keys.number(of: tombstone.key), let type = types[tombstone.key] {
      (entry.key, entry.type) = (UInt32(key), type)
    }
    return entry
  }

  /// Of two tombstones for one digest, the first in this order names the key.
  private static func precedes(_ one: BundleContent.Tombstone, _ other: BundleContent.Tombstone) -> Bool {
    guard one.digest == other.digest else { return one.digest < other.digest }
    return one.key == other.key ? HandleCode.code(one.handle) < HandleCode.code(other.handle) : one.key < other.key
  }

  /// Whether some token came from elsewhere.
  var hasForeignTokens: Bool { entries.contains { $0.handle == nil } }

  func secretTable() throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.secrets, count: entries.count)
    for (index, entry) in entries.enumerated() {
      table.put(entry.digest, record: index, field: SecretRecord.digest)
      table.put(entry.window.starts.seconds, size: 5, record: index, field: SecretRecord.starts)
      table.put(entry.key, size: 3, record: index, field: SecretRecord.key)
      table.put(entry.window.ends.seconds, size: 5, record: index, field: SecretRecord.ends)
      table.put(entry.grants, size: 3, record: index, field: SecretRecord.grants)
      table.put(HandleCode.code(entry.handle), size: 6, record: index, field: SecretRecord.handle)
      table.put(entry.type, size: 1, record: index, field: SecretRecord.type)
      table.put(entry.flags, size: 1, record: index, field: SecretRecord.flags)
      table.put(entry.tenant, size: 4, record: index, field: SecretRecord.tenant)
      table.put(entry.networks, size: 3, record: index, field: SecretRecord.networks)
    }
    return table
  }

  func indexTable() throws(PayloadFailure) -> RecordTable {
    let bits = SecretIndex.bits(for: entries.count)
    var table = try RecordTable(.index, count: SecretIndex.entryCount(for: entries.count))
    var secret = 0
    for bucket in 0...(1 << bits) {
      while secret < entries.count, SecretIndex.bucket(of: entries[secret].digest, bits: bits) < bucket { secret += 1 }
      table.put(secret, size: 4, record: bucket)
    }
    return table
  }
}
