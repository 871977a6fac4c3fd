internal import Diagnostics
internal import KeyModel

/// What a ``KeyDeclaration`` says that was changed, field by field.
struct KeyFields: Sendable {
  var id: Located<KeyID>
  var span: SourceSpan
  var type: Located<Name>?
  var environment: Located<EnvironmentName>?
  var owner: Located<Text>?
  var purpose: Located<Text>?
  var tenant: Located<TenantClaim>?
  var scopes: [Located<ScopePattern>]?
  var rate: Located<Rate>?
  var burst: Located<UInt32>?
  var quota: Located<Quota>?
  var networks: [Located<Network>]?
  var notBefore: Located<Instant>?
  var expires: Located<Instant>?
  var disabled: Located<Text>?
  var decoy: Located<Bool>?
  var labels: [LabelDeclaration] = []
  var secrets: [SecretDeclaration] = []
  var secretsSpan: SourceSpan?
  var unread: Set<String> = []

  init(id: Located<KeyID>, span: SourceSpan) {
    self.id = id
    self.span = span
  }

  /// Which fields are there.
  var declared: KeyFieldSet {
    var declared: KeyFieldSet = []
    if type != nil { declared.insert(.type) }
    if environment != nil { declared.insert(.environment) }
    if owner != nil { declared.insert(.owner) }
    if purpose != nil { declared.insert(.purpose) }
    if tenant != nil { declared.insert(.tenant) }
    if scopes != nil { declared.insert(.scopes) }
    if rate != nil { declared.insert(.rate) }
    if expires != nil { declared.insert(.expires) }
    if networks != nil { declared.insert(.networks) }
    if secretsSpan != nil { declared.insert(.secrets) }
    // Whether there are any, nobody asks of so few.
    declared.insert(.seldom)
    return declared
  }

  /// See ``KeyRow/use``.
  var use: UInt64 {
    var use = UseNumber()
    for text in [purpose?.value.string, owner?.value.string, tenant.map { $0.value.name?.description ?? "" }] {
      use.add((text ?? "").utf8.span)
    }
    return use.number
  }

  /// Everything that `key` says.
  init(_ key: KeyDeclaration) {
    (id, span) = (key.id, key.span)
    (type, environment, owner, purpose) = (key.type, key.environment, key.owner, key.purpose)
    (tenant, scopes, rate, burst, quota) = (key.tenant, key.scopes, key.rate, key.burst, key.quota)
    (networks, notBefore, expires, disabled) = (key.networks, key.notBefore, key.expires, key.disabled)
    (decoy, labels, secrets, secretsSpan) = (key.decoy, key.labels, key.secrets, key.secretsSpan)
    unread = key.unread
  }
}

extension TenantClaim {
  /// The one tenant; nil for all of them.
  fileprivate var name: TenantName? {
    guard case .one(let name) = self else { return nil }
    return name
  }
}
