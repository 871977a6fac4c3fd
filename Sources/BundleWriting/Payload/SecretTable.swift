internal import BundleFormat
internal import KeyModel

/// The secrets and tombstones by digest, and the index that leads to them.
struct SecretTable {
  private let entries: [Entry]

  /// A secret, or the digest of one that is only known to be revoked.
  private struct Entry {
    let digest: TokenDigest
    let handle: Handle?
    let window: SecretWindow
    /// The place of the key; ``noKey`` where that is unknown.
    let key: Int32
    let isSecret: Bool
    var isRevoked: Bool

    static let noKey: Int32 = -1

    init(_ secret: PackedKeys.Secret) {
      (digest, handle, window, key) = (secret.digest, secret.handle, secret.window, secret.key)
      (isSecret, isRevoked) = (true, false)
    }

    /// What stands for a tombstone of the key at `key`.
    init(_ tombstone: BundleContent.Tombstone, _ key: Int?) {
      (digest, handle) = (tombstone.digest, tombstone.handle)
      window = SecretWindow(starts: .earliest, ends: .earliest)
      self.key = key.map { Int32(truncatingIfNeeded: $0) } ?? Entry.noKey
      (isSecret, isRevoked) = (false, true)
    }
  }

  /// The tables that records refer to.
  struct References {
    let texts: TextPool
    let types: TypeTable
    let grants: GrantTable
    let networks: NetworkTable
  }

  init(_ content: BundleContent, _ keys: PackedKeys) throws(PayloadFailure) {
    let tombstones = content.tombstones.sorted(by: SecretTable.precedes)
    // The rows alone: to ask `keys` for each digest would copy all that it is made of, and count that as often.
    let secrets = keys.secrets
    var entries: [Entry] = []
    entries.reserveCapacity(secrets.count + tombstones.count)
    var next = 0
    for place in DigestOrder(secrets.count, { secrets[$0].digest }).places {
      let secret = secrets[Int(place)]
      while next < tombstones.count, tombstones[next].digest < secret.digest {
        SecretTable.add(tombstones[next], to: &entries, keys)
        next += 1
      }
      if let last = entries.last, last.isSecret, last.digest == secret.digest { throw .duplicateSecret(secret.digest) }
      entries.append(Entry(secret))
    }
    for tombstone in tombstones[next...] { SecretTable.add(tombstone, to: &entries, keys) }
    self.entries = entries
  }

  /// Adds what stands for `tombstone` behind `entries`, or revokes the last of them where that has the digest.
  private static func add(_ tombstone: BundleContent.Tombstone, to entries: inout [Entry], _ keys: PackedKeys) {
    if let last = entries.last, last.digest == tombstone.digest {
      entries[entries.count - 1].isRevoked = true
    } else {
      entries.append(Entry(tombstone, keys.place(of: tombstone.key)))
    }
  }

  /// Of two tombstones for one digest, the first in this order names the key.
  private static func precedes(_ one: BundleContent.Tombstone, _ other: BundleContent.Tombstone) -> Bool {
    guard one.digest == other.digest else { return one.digest < other.digest }
    return one.key == other.key ? HandleCode.code(one.handle) < HandleCode.code(other.handle) : one.key < other.key
  }

  /// Whether some token came from elsewhere.
  var hasForeignTokens: Bool { entries.contains { $0.handle == nil } }

  func secretTable(_ keys: PackedKeys, _ tables: References) throws(PayloadFailure) -> RecordTable {
    var table = try RecordTable(.secrets, count: entries.count)
    let holders = Holders(keys, tables)
    for (index, entry) in entries.enumerated() {
      let holder = holders.holder(of: entry)
      table.put(entry.digest, record: index, field: SecretRecord.digest)
      table.put(entry.window.starts.seconds, size: 5, record: index, field: SecretRecord.starts)
      table.put(holder.key, size: 3, record: index, field: SecretRecord.key)
      table.put(entry.window.ends.seconds, size: 5, record: index, field: SecretRecord.ends)
      table.put(holder.grants, size: 3, record: index, field: SecretRecord.grants)
      table.put(HandleCode.code(entry.handle), size: 6, record: index, field: SecretRecord.handle)
      table.put(holder.type, size: 1, record: index, field: SecretRecord.type)
      let flags = holder.flags | (entry.isRevoked ? SecretRecord.Flag.revoked : 0)
      table.put(flags, size: 1, record: index, field: SecretRecord.flags)
      table.put(holder.tenant, size: 4, record: index, field: SecretRecord.tenant)
      table.put(holder.networks, size: 3, record: index, field: SecretRecord.networks)
    }
    return table
  }

  /// What a record says of the key.
  private struct Holder {
    var key = SecretRecord.noKey
    var type = SecretRecord.noType
    var grants: UInt32 = 0
    var flags: UInt8 = 0
    var tenant = SecretRecord.noTenant
    var networks = SecretRecord.anyNetwork
  }

  /// The keys, and what records say for what they refer to.
  private struct Holders {
    private let rows: [PackedKeys.Row]
    private let types: [UInt8]
    private let grants: [UInt32]
    private let networks: [UInt32]
    private let tenants: [UInt32]

    init(_ keys: PackedKeys, _ tables: References) {
      rows = keys.rows
      (types, grants) = (tables.types.places, tables.grants.ofLists)
      (networks, tenants) = (tables.networks.ofLists, tables.texts.tenants)
    }

    /// A tombstone says whose the token was, and grants nothing.
    @inline(__always)
    func holder(of entry: Entry) -> Holder {
      var holder = Holder()
      guard entry.key != Entry.noKey else { return holder }
      let row = rows[Int(entry.key)]
      (holder.key, holder.type) = (UInt32(entry.key), types[Int(row.type)])
      guard entry.isSecret else { return holder }
      holder.grants = grants[Int(row.grants)]
      holder.flags = (row.isDecoy ? SecretRecord.Flag.decoy : 0) | (row.isDisabled ? SecretRecord.Flag.disabled : 0)
      if let list = row.networks { holder.networks = networks[Int(list)] }
      switch row.tenant {
      case .none: break
      case .all: holder.tenant = SecretRecord.allTenants
      case .one(let number): holder.tenant = tenants[Int(number)]
      }
      return holder
    }
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
