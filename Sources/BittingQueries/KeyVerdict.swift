package import BittingCompiler
internal import KeyModel

/// Whether one key may do what is asked for, and how or why not.
package struct KeyVerdict: Sendable {
  /// The key.
  package let key: Catalog.Key
  /// What the question leads to.
  package let target: ServiceTarget
  /// The secret that counts; nil if the key has none.
  package let secret: SecretDeclaration?
  /// Why not, in the order of the decision: the first is what the validator says. Empty if the request is allowed.
  package let obstacles: [Obstacle]

  /// Whether the request is allowed, where rate and quota leave room.
  package var isAllowed: Bool { obstacles.isEmpty }

  /// The verdict about `key`, which is asked as `question` says and leads to `target`.
  init(
    _ key: Catalog.Key, _ target: ServiceTarget, _ foreign: ForeignTokens, _ question: AccessQuestion,
    _ catalog: Catalog
  ) {
    let standing = KeyStanding(of: key, at: question.at)
    (self.key, self.target, secret) = (key, target, standing.secret)
    guard !target.isPublic else {
      obstacles = []
      return
    }
    let asking = [
      KeyVerdict.network(key, question), target.deadEnd, KeyVerdict.scope(key, target, catalog),
      KeyVerdict.tenant(key, target, question),
    ]
    var obstacles = standing.obstacles + asking.compactMap(\.self)
    // Whether a bundle has the key is looked at when there is a token, and before anything else about it.
    if let service = target.service, !key.isNeeded(by: target) {
      let formIsKnown = standing.secret?.handle != nil || foreign.areKnown(in: key.environment)
      obstacles.insert(
        .notInBundle(service: service, formIsKnown: formIsKnown), at: standing.secret == nil ? 1 : 0)
    }
    self.obstacles = obstacles
  }

  /// The scopes of the key, as they are written, that grant what is needed; none on a public route.
  package func grantedBy(_ catalog: Catalog) -> [Catalog.RequestedScope] {
    guard let scope = target.scope, let rank = catalog.ladder.rank(scope.level) else { return [] }
    return key.requests.filter { $0.grants.includes(scope.resource, rank) }
  }
}

// What may be wrong with a request of a key that is good.
extension KeyVerdict {
  private static func network(_ key: Catalog.Key, _ question: AccessQuestion) -> Obstacle? {
    guard let networks = key.declaration.networks else { return nil }
    guard let from = question.from else { return networks.isEmpty ? .network(nil) : nil }
    return networks.contains { $0.value.contains(from) } ? nil : .network(from)
  }

  private static func scope(_ key: Catalog.Key, _ target: ServiceTarget, _ catalog: Catalog) -> Obstacle? {
    guard target.deadEnd == nil, let scope = target.scope, let rank = catalog.ladder.rank(scope.level) else {
      return nil
    }
    guard !key.grants.includes(scope.resource, rank) else { return nil }
    let granted = key.grants.ranks[scope.resource]
    return .scope(scope, granted: granted.map { Scope(resource: scope.resource, level: catalog.ladder.names[$0]) })
  }

  private static func tenant(_ key: Catalog.Key, _ target: ServiceTarget, _ question: AccessQuestion) -> Obstacle? {
    guard target.deadEnd == nil else { return nil }
    guard let named = target.pathTenant else {
      return question.tenant.flatMap { key.reaches($0) ? nil : .tenant($0) }
    }
    if let given = question.tenant, given.text != named { return .tenantsDiffer(path: named, given: given) }
    guard let tenant = TenantName(named.string) else { return .noTenant(named) }
    return key.reaches(tenant) ? nil : .tenant(tenant)
  }
}

extension Catalog.Key {
  /// Whether the bundle of a service has the key: it is granted something there, or is a decoy.
  func isNeeded(by target: ServiceTarget) -> Bool {
    declaration.decoy?.value == true || grants.ranks.keys.contains(where: target.owned.contains)
  }
}
