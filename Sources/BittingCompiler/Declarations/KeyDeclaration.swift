public import Diagnostics
public import KeyModel

/// A key as one document of `keys/` declares it.
public struct KeyDeclaration: Sendable {
  /// The key's name.
  public var id: Located<KeyID>
  /// The whole document.
  public var span: SourceSpan
  /// The name of its type.
  public var type: Located<Name>?
  /// Where it is valid.
  public var environment: Located<EnvironmentName>?
  /// Who answers for it; nil also where the field is empty.
  public var owner: Located<Text>?
  /// What it is for.
  public var purpose: Located<Text>?
  /// Whose data it asks for.
  public var tenant: Located<TenantClaim>?
  /// What it asks for; nil where the field is missing.
  public var scopes: [Located<ScopePattern>]?
  /// How fast it may go.
  public var rate: Located<Rate>?
  /// How many requests may come at once.
  public var burst: Located<UInt32>?
  /// How many requests in a calendar window.
  public var quota: Located<Quota>?
  /// Where it may come from; nil where the field is missing.
  public var networks: [Located<Network>]?
  /// From when on the key is valid.
  public var notBefore: Located<Instant>?
  /// The end of the key itself.
  public var expires: Located<Instant>?
  /// Why it is declared and denied.
  public var disabled: Located<Text>?
  /// A key that nobody has.
  public var decoy: Located<Bool>?
  /// Free words about it.
  public var labels: [LabelDeclaration] = []
  /// Its secrets.
  public var secrets: [SecretDeclaration] = []
  /// The value of `secrets`; nil where the field is missing.
  public var secretsSpan: SourceSpan?
  /// Fields whose value could not be read. A rule that asks whether one is missing asks here too, so that a value
  /// that is merely malformed is not also reported as absent.
  public var unread: Set<String> = []

  /// A key of which only the name is known.
  public init(id: Located<KeyID>, span: SourceSpan) {
    self.id = id
    self.span = span
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
