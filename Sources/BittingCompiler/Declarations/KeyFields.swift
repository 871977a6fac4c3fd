internal import Diagnostics
internal import KeyModel

/// What ``KeyDeclaration`` says, field by field, as it is put together.
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
  @Seldom var burst: Located<UInt32>?
  @Seldom var quota: Located<Quota>?
  var networks: [Located<Network>]?
  @Seldom var notBefore: Located<Instant>?
  var expires: Located<Instant>?
  @Seldom var disabled: Located<Text>?
  @Seldom var decoy: Located<Bool>?
  var labels: [LabelDeclaration] = []
  var secrets: [SecretDeclaration] = []
  var secretsSpan: SourceSpan?
  var unread: Set<String> = []

  init(id: Located<KeyID>, span: SourceSpan) {
    self.id = id
    self.span = span
  }
}

/// A field that few keys have: one word where it is missing.
@propertyWrapper struct Seldom<Value: Sendable>: Sendable {
  private final class Storage: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private var storage: Storage?

  init(wrappedValue: Value? = nil) {
    storage = wrappedValue.map(Storage.init)
  }

  var wrappedValue: Value? {
    get { storage?.value }
    set { storage = newValue.map(Storage.init) }
  }
}
