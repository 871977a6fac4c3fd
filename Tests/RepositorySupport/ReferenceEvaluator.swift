package import BittingCompiler
package import KeyModel

/// The decision as the contract states it, over the checked catalog: no index, no bit set, no tree, nothing shared with
/// the validator but the words.
package struct ReferenceEvaluator {
  private let catalog: Catalog
  private let service: Name
  private let environment: EnvironmentName
  private let issued: Instant
  private let validFor: TimeSpan

  /// What decides for `service` in `environment`, from a bundle that was `issued` and is good for `validFor`.
  package init(
    catalog: Catalog, service: Name, environment: EnvironmentName, issued: Instant, validFor: TimeSpan
  ) {
    self.catalog = catalog
    self.service = service
    self.environment = environment
    self.issued = issued
    self.validFor = validFor
  }

  /// A request, its token reduced to what a decision depends on.
  package struct Query {
    /// The proof that comes with it.
    package enum Credential {
      case none, several
      case token(form: TokenForm, TokenDigest)
    }
    /// What is asked for.
    package enum Wish {
      case route(method: String, path: String)
      case scope(String)
    }
    package var credential: Credential
    package var wish: Wish
    package var tenant: String?
    package var from: Address?
    package var now: Instant

    /// A request for `wish` at `now`.
    package init(credential: Credential, wish: Wish, tenant: String?, from: Address?, now: Instant) {
      self.credential = credential
      self.wish = wish
      self.tenant = tenant
      self.from = from
      self.now = now
    }
  }

  /// Why the query is denied; nil: it is allowed.
  package func denial(_ query: Query) -> DenialReason? {
    let target = NaiveRouter(routes: catalog.routes.filter { $0.service == service }).target(query.wish)
    if target.isPublic { return nil }
    guard case .token(let form, let digest) = query.credential else {
      if case .none = query.credential { return .missing } else { return .ambiguous }
    }
    if form == .malformed || (form == .foreign && !holdsForeignTokens) { return .malformed }
    if catalog.tombstones.contains(where: { $0.digest.value == digest }) { return .revoked }
    guard let (key, secret) = holder(of: digest), let type = key.type else { return .unknown }
    if key.declaration.decoy?.value == true { return .decoy }
    if key.declaration.disabled != nil { return .disabled }
    if query.now < secret.created.value { return .notYetValid }
    if query.now >= secret.expires.value { return .expired }
    if let start = key.declaration.notBefore?.value, query.now < start { return .notYetValid }
    if let end = key.declaration.expires?.value, query.now >= end { return .expired }
    let stale = staleAction(type, at: query.now)
    if stale == .deny { return .stale }
    if let networks = key.declaration.networks {
      guard let from = query.from, networks.contains(where: { $0.value.contains(from) }) else { return .network }
    }
    if let denial = target.denial { return denial }
    guard let scope = target.scope, let rank = catalog.ladder.rank(scope.level), isOwned(scope),
      key.grants.includes(scope.resource, rank)
    else { return .scope }
    if stale == .readOnly, rank > 0 { return .stale }
    return reachesTenant(key, type, target.tenant, query.tenant) ? nil : .tenant
  }

  private func isOwned(_ scope: Scope) -> Bool {
    guard let resource = catalog.resource(scope.resource), let rank = catalog.ladder.rank(scope.level) else {
      return false
    }
    return catalog.service(service)?.resources.contains(scope.resource) == true && resource.ranks.contains(rank)
  }

  private func isInBundle(_ key: Catalog.Key) -> Bool {
    let owned = catalog.service(service)?.resources ?? []
    let isNeeded = key.declaration.decoy?.value == true || key.grants.ranks.keys.contains { owned.contains($0) }
    return key.environment == environment && isNeeded
  }

  private var holdsForeignTokens: Bool {
    catalog.tombstones.contains { $0.handle == nil }
      || catalog.keys.contains { isInBundle($0) && $0.declaration.secrets.contains { $0.handle == nil } }
  }

  private func holder(of digest: TokenDigest) -> (Catalog.Key, SecretDeclaration)? {
    for key in catalog.keys where isInBundle(key) {
      if let secret = key.declaration.secrets.first(where: { $0.digest.value == digest }) { return (key, secret) }
    }
    return nil
  }

  private func staleAction(_ type: Catalog.KeyType, at now: Instant) -> StaleAction {
    let action = type.declaration.staleAction?.value ?? .deny
    if now >= issued + validFor { return action == .allow ? .readOnly : action }
    guard let after = type.declaration.staleAfter?.value, now.since(issued) > after else { return .allow }
    return action
  }

  private func reachesTenant(
    _ key: Catalog.Key, _ type: Catalog.KeyType, _ routed: String?, _ given: String?
  ) -> Bool {
    if let routed, let given, Text(routed) != Text(given) { return false }
    guard let asked = routed ?? given else { return true }
    guard TenantName(asked) != nil else { return false }
    switch key.declaration.tenant?.value {
    case nil: return type.declaration.tenant?.value == .all
    case .all: return true
    case .one(let tenant): return tenant.text == Text(asked)
    }
  }
}
