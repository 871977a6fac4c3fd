public import Diagnostics
public import KeyModel

/// A key as one document of `keys/` declares it.
///
/// A tree has a hundred thousand of them, which are sorted, looked up and handed on, so a copy is a reference to the
/// same fields until it is changed.
public struct KeyDeclaration: Sendable {
  private var storage: Storage

  /// A key of which only the name is known.
  public init(id: Located<KeyID>, span: SourceSpan) {
    self.init(KeyFields(id: id, span: span))
  }

  /// The key with these fields.
  init(_ fields: KeyFields) {
    storage = Storage(fields)
  }

  private final class Storage: Sendable {
    let fields: KeyFields

    init(_ fields: KeyFields) {
      self.fields = fields
    }
  }

  private mutating func change(_ edit: (inout KeyFields) -> Void) {
    var fields = storage.fields
    edit(&fields)
    storage = Storage(fields)
  }

  /// The key's name.
  public var id: Located<KeyID> {
    get { storage.fields.id }
    set { change { $0.id = newValue } }
  }

  /// The whole document.
  public var span: SourceSpan {
    get { storage.fields.span }
    set { change { $0.span = newValue } }
  }

  /// The name of its type.
  public var type: Located<Name>? {
    get { storage.fields.type }
    set { change { $0.type = newValue } }
  }

  /// Where it is valid.
  public var environment: Located<EnvironmentName>? {
    get { storage.fields.environment }
    set { change { $0.environment = newValue } }
  }

  /// Who answers for it; nil also where the field is empty.
  public var owner: Located<Text>? {
    get { storage.fields.owner }
    set { change { $0.owner = newValue } }
  }

  /// What it is for.
  public var purpose: Located<Text>? {
    get { storage.fields.purpose }
    set { change { $0.purpose = newValue } }
  }

  /// Whose data it asks for.
  public var tenant: Located<TenantClaim>? {
    get { storage.fields.tenant }
    set { change { $0.tenant = newValue } }
  }

  /// What it asks for; nil where the field is missing.
  public var scopes: [Located<ScopePattern>]? {
    get { storage.fields.scopes }
    set { change { $0.scopes = newValue } }
  }

  /// How fast it may go.
  public var rate: Located<Rate>? {
    get { storage.fields.rate }
    set { change { $0.rate = newValue } }
  }

  /// How many requests may come at once.
  public var burst: Located<UInt32>? {
    get { storage.fields.burst }
    set { change { $0.burst = newValue } }
  }

  /// How many requests in a calendar window.
  public var quota: Located<Quota>? {
    get { storage.fields.quota }
    set { change { $0.quota = newValue } }
  }

  /// Where it may come from; nil where the field is missing.
  public var networks: [Located<Network>]? {
    get { storage.fields.networks }
    set { change { $0.networks = newValue } }
  }

  /// From when on the key is valid.
  public var notBefore: Located<Instant>? {
    get { storage.fields.notBefore }
    set { change { $0.notBefore = newValue } }
  }

  /// The end of the key itself.
  public var expires: Located<Instant>? {
    get { storage.fields.expires }
    set { change { $0.expires = newValue } }
  }

  /// Why it is declared and denied.
  public var disabled: Located<Text>? {
    get { storage.fields.disabled }
    set { change { $0.disabled = newValue } }
  }

  /// A key that nobody has.
  public var decoy: Located<Bool>? {
    get { storage.fields.decoy }
    set { change { $0.decoy = newValue } }
  }

  /// Free words about it.
  public var labels: [LabelDeclaration] {
    get { storage.fields.labels }
    set { change { $0.labels = newValue } }
  }

  /// Its secrets.
  public var secrets: [SecretDeclaration] {
    get { storage.fields.secrets }
    set { change { $0.secrets = newValue } }
  }

  /// The value of `secrets`; nil where the field is missing.
  public var secretsSpan: SourceSpan? {
    get { storage.fields.secretsSpan }
    set { change { $0.secretsSpan = newValue } }
  }

  /// Fields whose value could not be read. A rule that asks whether one is missing asks here too, so that a value
  /// that is merely malformed is not also reported as absent.
  public var unread: Set<String> {
    get { storage.fields.unread }
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
