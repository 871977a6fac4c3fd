internal import Diagnostics
internal import KeyModel

// Looks at a key that unpack nothing more than they need: most rules ask every key, and find nothing.
extension KeyDeclaration {
  /// Whether the key declares `field`, whatever it says.
  func declares(_ field: KeyFieldSet) -> Bool {
    read({ $0.declares($1, field) }, { $0.declared.contains(field) })
  }

  /// How many secrets it has.
  var secretCount: Int { read({ Int($0.rows[$1].secrets.count) }, { $0.secrets.count }) }

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

  /// Feeds what the key is for, and whom and whose data it is about, to `hasher`.
  func hashUse(into hasher: inout Hasher) {
    read({ $0.hashUse($1, &hasher) }, { $0.hashUse(&hasher) })
  }
}
