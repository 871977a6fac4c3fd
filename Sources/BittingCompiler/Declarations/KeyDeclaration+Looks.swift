internal import Diagnostics
internal import KeyModel

// Looks at a key that unpack nothing more than they need: most rules ask every key, and find nothing.
extension KeyDeclaration {
  /// Which fields the key declares, whatever they say.
  var declared: KeyFieldSet { read({ $0.rows[$1].declared }, { $0.declared }) }

  /// The file that it stands in.
  var file: FileID { read({ $0.rows[$1].file }, { $0.span.file }) }

  /// How many secrets it has.
  var secretCount: Int { read({ Int($0.rows[$1].secrets.count) }, { $0.secrets.count }) }

  /// How many networks it lists.
  var networkCount: Int { read({ Int($0.rows[$1].networks.count) }, { $0.networks?.count ?? 0 }) }

  /// Calls `body` with each of ``secrets``, without an array of them.
  func forEachSecret(_ body: (SecretDeclaration) -> Void) {
    read({ $0.forEachSecret($1, body) }, { $0.secrets.forEach(body) })
  }

  /// Calls `body` with each of ``networks``, without an array of them.
  func forEachNetwork(_ body: (Located<Network>) -> Void) {
    read({ $0.forEachNetwork($1, body) }, { ($0.networks ?? []).forEach(body) })
  }

  /// Whether both are known to have one owner; false says nothing.
  func hasOwner(of other: KeyDeclaration) -> Bool {
    guard let (table, row) = row, let other = other.row, table === other.table else { return false }
    return table.hasOneOwner(row, other.index)
  }

  /// See ``KeyRow/use``.
  var use: UInt64 { read({ $0.rows[$1].use }, { $0.use }) }

  /// Calls `body` with when each secret begins and ends.
  func forEachWindow(_ body: (_ created: Instant, _ expires: Instant) -> Void) {
    read({ $0.forEachWindow($1, body) }, { $0.secrets.forEach { body($0.created.value, $0.expires.value) } })
  }

  /// Calls `body` with the beginning of each secret's digest, and with its handle as a number, 0 where it has none.
  func forEachMark(_ body: (_ digest: UInt64, _ handle: UInt64) -> Void) {
    read(
      { $0.forEachMark($1, body) },
      { $0.secrets.forEach { body($0.digest.value.words.0, $0.handle?.value.packed ?? 0) } })
  }

  /// Calls `body` with the bytes of the name.
  func withName<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    read({ $0.withName($1, body) }, { body($0.id.value.text.utf8.span) })
  }
}
