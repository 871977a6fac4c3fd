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
