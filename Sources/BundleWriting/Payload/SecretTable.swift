internal import BundleFormat
internal import KeyModel

/// The secrets and tombstones by digest, and the index that leads to them.
struct SecretTable {
  private let entries: [Entry]

  /// What a record says.
  private struct Entry {
    var digest: TokenDigest
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
    let keys: SortedKeys
    let texts: TextPool
    let types: TypeTable
    let grants: GrantTable
    let networks: NetworkTable
  }

  init(_ content: BundleContent, _ tables: References) throws(PayloadFailure) {
    let keys = tables.keys.keys
    var entries: [Entry] = []
    entries.reserveCapacity(keys.count + content.tombstones.count)
    for place in keys.indices {
      var entry = SecretTable.template(ofKeyAt: place, tables)
      let (starts, ends) = (keys[place].starts, keys[place].ends)
      for secret in keys[place].secrets {
        (entry.digest, entry.handle) = (secret.digest, secret.handle)
        entry.window = SecretWindow(of: secret, ofKeyFrom: starts, to: ends)
        entries.append(entry)
      }
    }
    entries = SecretTable.sorted(entries)
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
    var all: [Entry] = []
    all.reserveCapacity(entries.count + content.tombstones.count)
    var next = 0
    for tombstone in content.tombstones.sorted(by: precedes) {
      while next < entries.count, entries[next].digest < tombstone.digest {
        all.append(entries[next])
        next += 1
      }
      guard all.last?.digest != tombstone.digest else { continue }
      if next < entries.count, entries[next].digest == tombstone.digest {
        all.append(entries[next])
        next += 1
      } else {
        all.append(entry(of: tombstone, tables))
      }
      all[all.count - 1].flags |= SecretRecord.Flag.revoked
    }
    all += entries[next...]
    return all
  }

  /// `entries` by digest.
  private static func sorted(_ entries: [Entry]) -> [Entry] {
    let order = DigestOrder(entries.count) { entries[$0].digest }
    return order.places.map { entries[Int($0)] }
  }

  /// What all secrets of the key at `place` have in common.
  private static func template(ofKeyAt place: Int, _ tables: References) -> Entry {
    let keys = tables.keys.keys
    var entry = Entry(digest: TokenDigest(words: (0, 0, 0, 0)))
    entry.key = UInt32(place)
    entry.type = UInt8(tables.types.ofKeys[place])
    entry.grants = UInt32(tables.grants.ofKeys[place])
    entry.flags =
      (keys[place].isDecoy ? SecretRecord.Flag.decoy : 0) | (keys[place].isDisabled ? SecretRecord.Flag.disabled : 0)
    entry.networks = tables.networks.ofKeys[place]
    entry.tenant =
      switch keys[place].tenant {
      case .none: SecretRecord.noTenant
      case .all: SecretRecord.allTenants
      case .one: tables.texts.tenant(ofKeyAt: place)
      }
    return entry
  }

  private static func entry(of tombstone: BundleContent.Tombstone, _ tables: References) -> Entry {
    var entry = Entry(digest: tombstone.digest, handle: tombstone.handle)
    if let place = tables.keys.place(of: tombstone.key) {
      (entry.key, entry.type) = (UInt32(place), UInt8(tables.types.ofKeys[place]))
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
