internal import Diagnostics
internal import KeyModel

/// The keys of some files, packed: what ``KeyDeclaration`` unpacks field by field when it is asked.
final class KeyTable: Sendable {
  /// The keys, in the order of the files.
  let rows: [KeyRow]
  /// Identities, owners, purposes, tenants and labels, one behind the other.
  let texts: [UInt8]
  /// The names of key types.
  let names: [Name]
  let environments: [EnvironmentName]
  /// What keys ask for; keys that ask for the same have one list.
  let scopeLists: [[ScopePattern]]
  /// Where the items of the lists of scopes stand, of one key after the other.
  let scopeSpans: [PackedSpan]
  let networks: [Packed<Network>]
  let labels: [LabelRow]
  let secrets: [SecretRow]
  let seldom: [SeldomFields]

  /// One label of a key.
  struct LabelRow: Sendable {
    let name: Packed<PackedRange>
    let value: Packed<PackedRange>
  }

  /// The table of what `parts` hold.
  init(_ parts: borrowing KeyTableBuilder) {
    rows = parts.rows.withoutSpareRoom
    texts = parts.texts.withoutSpareRoom
    names = parts.names
    environments = parts.environments
    scopeLists = parts.scopeLists
    scopeSpans = parts.scopeSpans.withoutSpareRoom
    networks = parts.networks.withoutSpareRoom
    labels = parts.labels.withoutSpareRoom
    secrets = parts.secrets.withoutSpareRoom
    seldom = parts.seldom.withoutSpareRoom
  }
}

extension Array {
  /// The same elements in memory of just their size: what grew has room for up to as many again.
  fileprivate var withoutSpareRoom: [Element] {
    // An array of all of a slice would be the one that the slice was taken of.
    var copy: [Element] = []
    copy.reserveCapacity(count)
    copy += self
    return copy
  }
}

// What stands in the row at an index. A field that is not declared is nil.
extension KeyTable {
  func declares(_ row: Int, _ field: KeyFieldSet) -> Bool { rows[row].declared.contains(field) }

  func span(_ row: Int) -> SourceSpan { rows[row].span.located(in: rows[row].file) }

  func id(_ row: Int) -> Located<KeyID> { text(rows[row].id, row).map(KeyID.init(unchecked:)) }

  func type(_ row: Int) -> Located<Name>? {
    guard declares(row, .type) else { return nil }
    return rows[row].type.located(in: rows[row].file).map { names[Int($0)] }
  }

  func environment(_ row: Int) -> Located<EnvironmentName>? {
    guard declares(row, .environment) else { return nil }
    return rows[row].environment.located(in: rows[row].file).map { environments[Int($0)] }
  }

  func owner(_ row: Int) -> Located<Text>? { declares(row, .owner) ? text(rows[row].owner, row) : nil }

  func purpose(_ row: Int) -> Located<Text>? { declares(row, .purpose) ? text(rows[row].purpose, row) : nil }

  func tenant(_ row: Int) -> Located<TenantClaim>? {
    guard declares(row, .tenant) else { return nil }
    return text(rows[row].tenant, row).map { $0.utf8.isEmpty ? .all : .one(TenantName(unchecked: $0)) }
  }

  func rate(_ row: Int) -> Located<Rate>? {
    declares(row, .rate) ? rows[row].rate.located(in: rows[row].file) : nil
  }

  func expires(_ row: Int) -> Located<Instant>? {
    declares(row, .expires) ? rows[row].expires.located(in: rows[row].file) : nil
  }

  func secretsSpan(_ row: Int) -> SourceSpan? {
    declares(row, .secrets) ? rows[row].secretsSpan.located(in: rows[row].file) : nil
  }

  /// A field that few keys have.
  func seldom<Value>(_ row: Int, _ field: (borrowing SeldomFields) -> Value?) -> Value? {
    declares(row, .seldom) ? field(seldom[Int(rows[row].seldom)]) : nil
  }

  private func text(_ text: Packed<PackedRange>, _ row: Int) -> Located<Text> {
    let texts = texts
    return Located(Text(copying: texts.span.extracting(text.value.indices)), at: text.span.located(in: rows[row].file))
  }
}

extension KeyTable {
  /// Whether two rows that have owners share the text of one.
  func hasOneOwner(_ row: Int, _ other: Int) -> Bool {
    rows[row].owner.value.start == rows[other].owner.value.start
  }

  /// Calls `body` with the bytes of the row's name.
  func withName<Result>(_ row: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let texts = texts
    return body(texts.span.extracting(rows[row].id.value.indices))
  }

  /// Calls `body` with the bytes of the row's tenant, which are none for all of them; with nil where there is none.
  func withTenant<Result>(_ row: Int, _ body: (Span<UInt8>?) -> Result) -> Result {
    guard declares(row, .tenant) else { return body(nil) }
    let texts = texts
    return body(texts.span.extracting(rows[row].tenant.value.indices))
  }
}

// The lists of the row at an index.
extension KeyTable {
  func scopes(_ row: Int) -> [Located<ScopePattern>]? {
    guard declares(row, .scopes) else { return nil }
    let scopes = rows[row].scopes
    return scopeLists[Int(scopes.list)].enumerated().map { place, pattern in
      Located(pattern, at: scopeSpans[Int(scopes.spans) + place].located(in: rows[row].file))
    }
  }

  func networks(_ row: Int) -> [Located<Network>]? {
    guard declares(row, .networks) else { return nil }
    return networks[rows[row].networks.indices].map { $0.located(in: rows[row].file) }
  }

  func labels(_ row: Int) -> [LabelDeclaration] {
    labels[rows[row].labels.indices].map { LabelDeclaration(name: text($0.name, row), value: text($0.value, row)) }
  }

  func secrets(_ row: Int) -> [SecretDeclaration] {
    secrets[rows[row].secrets.indices].map { $0.declaration(in: rows[row].file) }
  }

  func forEachSecret(_ row: Int, _ body: (SecretDeclaration) -> Void) {
    for place in rows[row].secrets.indices { body(secrets[place].declaration(in: rows[row].file)) }
  }

  func forEachNetwork(_ row: Int, _ body: (Located<Network>) -> Void) {
    guard declares(row, .networks) else { return }
    for place in rows[row].networks.indices { body(networks[place].located(in: rows[row].file)) }
  }

  func forEachToken(_ row: Int, _ body: (TokenDigest, Handle?, Instant, Instant) -> Void) {
    for place in rows[row].secrets.indices {
      let handle = secrets[place].handle.value
      body(
        secrets[place].digest.value, handle == 0 ? nil : Handle(unchecked: handle), secrets[place].created.value,
        secrets[place].expires.value)
    }
  }

  func forEachWindow(_ row: Int, _ body: (Instant, Instant) -> Void) {
    for place in rows[row].secrets.indices { body(secrets[place].created.value, secrets[place].expires.value) }
  }

  func forEachMark(_ row: Int, _ body: (UInt64, UInt64) -> Void) {
    for place in rows[row].secrets.indices {
      body(secrets[place].digest.value.words.0, secrets[place].handle.value)
    }
  }
}
