public import Diagnostics
public import KeyModel

/// A key as one document of `keys/` declares it.
///
/// A tree has a hundred thousand of them, which are sorted, looked up and handed on, so a copy is a reference to a row of
/// a table until it is changed.
public struct KeyDeclaration: Sendable {
  private var storage: Storage

  private enum Storage: Sendable {
    case row(KeyTable, Int32)
    case changed(ChangedKey)
  }

  private final class ChangedKey: Sendable {
    let fields: KeyFields

    init(_ fields: KeyFields) {
      self.fields = fields
    }
  }

  /// A key of which only the name is known.
  public init(id: Located<KeyID>, span: SourceSpan) {
    storage = .changed(ChangedKey(KeyFields(id: id, span: span)))
  }

  /// The key in a row of `table`.
  init(_ table: KeyTable, row: Int) {
    storage = .row(table, Int32(row))
  }

  /// Where the key lies; nil once it has been changed.
  var row: (table: KeyTable, index: Int)? {
    guard case .row(let table, let index) = storage else { return nil }
    return (table, Int(index))
  }

  /// What `unpack` makes of the key's row, or `field` of its fields once it has been changed.
  @inline(__always)
  func read<Value>(_ unpack: (KeyTable, Int) -> Value, _ field: (KeyFields) -> Value) -> Value {
    switch storage {
    case .row(let table, let row): unpack(table, Int(row))
    case .changed(let changed): field(changed.fields)
    }
  }

  private mutating func change(_ edit: (inout KeyFields) -> Void) {
    var fields = read({ _, _ in KeyFields(self) }, { $0 })
    edit(&fields)
    storage = .changed(ChangedKey(fields))
  }

  /// The key's name.
  public var id: Located<KeyID> {
    get { read({ $0.id($1) }, { $0.id }) }
    set { change { $0.id = newValue } }
  }

  /// The whole document.
  public var span: SourceSpan {
    get { read({ $0.span($1) }, { $0.span }) }
    set { change { $0.span = newValue } }
  }

  /// The name of its type.
  public var type: Located<Name>? {
    get { read({ $0.type($1) }, { $0.type }) }
    set { change { $0.type = newValue } }
  }

  /// Where it is valid.
  public var environment: Located<EnvironmentName>? {
    get { read({ $0.environment($1) }, { $0.environment }) }
    set { change { $0.environment = newValue } }
  }

  /// Who answers for it; nil also where the field is empty.
  public var owner: Located<Text>? {
    get { read({ $0.owner($1) }, { $0.owner }) }
    set { change { $0.owner = newValue } }
  }

  /// What it is for.
  public var purpose: Located<Text>? {
    get { read({ $0.purpose($1) }, { $0.purpose }) }
    set { change { $0.purpose = newValue } }
  }

  /// Whose data it asks for.
  public var tenant: Located<TenantClaim>? {
    get { read({ $0.tenant($1) }, { $0.tenant }) }
    set { change { $0.tenant = newValue } }
  }

  /// What it asks for; nil where the field is missing.
  public var scopes: [Located<ScopePattern>]? {
    get { read({ $0.scopes($1) }, { $0.scopes }) }
    set { change { $0.scopes = newValue } }
  }

  /// How fast it may go.
  public var rate: Located<Rate>? {
    get { read({ $0.rate($1) }, { $0.rate }) }
    set { change { $0.rate = newValue } }
  }

  /// How many requests may come at once.
  public var burst: Located<UInt32>? {
    get { read({ $0.seldom($1) { $0.burst } }, { $0.burst }) }
    set { change { $0.burst = newValue } }
  }

  /// How many requests in a calendar window.
  public var quota: Located<Quota>? {
    get { read({ $0.seldom($1) { $0.quota } }, { $0.quota }) }
    set { change { $0.quota = newValue } }
  }

  /// Where it may come from; nil where the field is missing.
  public var networks: [Located<Network>]? {
    get { read({ $0.networks($1) }, { $0.networks }) }
    set { change { $0.networks = newValue } }
  }

  /// From when on the key is valid.
  public var notBefore: Located<Instant>? {
    get { read({ $0.seldom($1) { $0.notBefore } }, { $0.notBefore }) }
    set { change { $0.notBefore = newValue } }
  }

  /// The end of the key itself.
  public var expires: Located<Instant>? {
    get { read({ $0.expires($1) }, { $0.expires }) }
    set { change { $0.expires = newValue } }
  }

  /// Why it is declared and denied.
  public var disabled: Located<Text>? {
    get { read({ $0.seldom($1) { $0.disabled } }, { $0.disabled }) }
    set { change { $0.disabled = newValue } }
  }

  /// A key that nobody has.
  public var decoy: Located<Bool>? {
    get { read({ $0.seldom($1) { $0.decoy } }, { $0.decoy }) }
    set { change { $0.decoy = newValue } }
  }

  /// Free words about it.
  public var labels: [LabelDeclaration] {
    get { read({ $0.labels($1) }, { $0.labels }) }
    set { change { $0.labels = newValue } }
  }

  /// Its secrets.
  public var secrets: [SecretDeclaration] {
    get { read({ $0.secrets($1) }, { $0.secrets }) }
    set { change { $0.secrets = newValue } }
  }

  /// The value of `secrets`; nil where the field is missing.
  public var secretsSpan: SourceSpan? {
    get { read({ $0.secretsSpan($1) }, { $0.secretsSpan }) }
    set { change { $0.secretsSpan = newValue } }
  }

  /// Fields whose value could not be read. A rule that asks whether one is missing asks here too, so that a value
  /// that is merely malformed is not also reported as absent.
  public var unread: Set<String> {
    get { read({ $0.seldom($1) { $0.unread } ?? [] }, { $0.unread }) }
    set { change { $0.unread = newValue } }
  }
}

/// Whose data a key asks for.
public enum TenantClaim: Hashable, Sendable {
  /// `"*"`: every tenant's.
  case all
  /// One tenant's.
  case one(TenantName)
}

/// One secret of a key.
public struct SecretDeclaration: Sendable {
  /// The public name; nil for a token from elsewhere.
  public var handle: Located<Handle>?
  /// SHA-256 of the token.
  public var digest: Located<TokenDigest>
  /// From when on it is valid.
  public var created: Located<Instant>
  /// The instant at which it is valid no more.
  public var expires: Located<Instant>
  /// The whole entry.
  public var span: SourceSpan

  package init(
    handle: Located<Handle>?, digest: Located<TokenDigest>, created: Located<Instant>, expires: Located<Instant>,
    span: SourceSpan
  ) {
    self.handle = handle
    self.digest = digest
    self.created = created
    self.expires = expires
    self.span = span
  }
}

/// One label of a key.
public struct LabelDeclaration: Sendable {
  /// What the label is about.
  public var name: Located<Text>
  /// What it says.
  public var value: Located<Text>
}

/// A revoked secret, as one document of `keys/` records it.
public struct TombstoneDeclaration: Sendable {
  /// The handle; nil for a token that had none.
  public var handle: Located<Handle>?
  /// The key that it proved.
  public var key: Located<KeyID>
  /// SHA-256 of the token.
  public var digest: Located<TokenDigest>
  /// When it was revoked; the tombstone holds before that, too.
  public var at: Located<Instant>
  /// Why.
  public var reason: Located<Text>
  /// The whole document.
  public var span: SourceSpan
}
