internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// What would make a denied request allowed.
package enum Remedy: Sendable {
  /// The fewest elementary changes, and of those the ones that widen least; none if the request is allowed.
  case changes([ProposedChange])
  /// No change of the key or its type helps against these.
  case impossible([Obstacle])
}

extension CatalogQueries {
  /// The smallest change that would make the request of `verdict` allowed.
  ///
  /// Each obstacle is taken away by one change of the key, and no change takes two away, but for the scope of a key
  /// that a bundle leaves out; so there is nothing smaller. A scope above the ceiling of the type takes a second one.
  package func remedy(for verdict: KeyVerdict, of question: AccessQuestion) -> Remedy {
    let hopeless = verdict.obstacles.filter { !isCurable($0, at: question.at) }
    guard hopeless.isEmpty else { return .impossible(hopeless) }
    return .changes(verdict.obstacles.flatMap { changes(against: $0, verdict.key, question) })
  }

  private func isCurable(_ obstacle: Obstacle, at now: Instant) -> Bool {
    switch obstacle {
    case .decoy, .ambiguousPath, .noRoute, .foreignScope, .tenantsDiffer, .noTenant, .network(nil): false
    case .keyEnded: now < .latest
    case .noSecret, .notInBundle, .disabled, .secretBegins, .secretEnded, .keyBegins, .network, .scope, .tenant: true
    }
  }

  private func changes(
    against obstacle: Obstacle, _ key: Catalog.Key, _ question: AccessQuestion
  ) -> [ProposedChange] {
    let declared = key.declaration
    let name = declared.id.span
    switch obstacle {
    case .noSecret, .secretBegins, .secretEnded:
      let kind = ProposedChange.Kind.newSecret(from: question.at, until: end(ofNewSecretOf: key, at: question.at))
      return [ProposedChange(kind: kind, span: declared.secretsSpan ?? name)]
    case .disabled(let disabled): return [ProposedChange(kind: .enable, span: disabled.span)]
    case .keyBegins(let start): return [ProposedChange(kind: .begin(question.at), span: start.span)]
    case .keyEnded(let end):
      return [ProposedChange(kind: .end(question.at + TimeSpan(seconds: 1)), span: end.span)]
    case .network(let address):
      guard let host = address.flatMap({ Network(around: $0, prefixLength: 128) }) else { return [] }
      return [ProposedChange(kind: .network(host), span: declared.networks?.last?.span ?? name)]
    case .scope(let scope, _): return changes(granting: scope, to: key)
    case .tenant(let tenant):
      return [ProposedChange(kind: .tenant(tenant, instead: key.ownTenant), span: declared.tenant?.span ?? name)]
    // The scope puts the key into the bundle.
    case .notInBundle: return []
    case .decoy, .ambiguousPath, .noRoute, .foreignScope, .tenantsDiffer, .noTenant: return []
    }
  }

  /// The end that a rotation gives: as late as the type allows, and not after the key's own end.
  private func end(ofNewSecretOf key: Catalog.Key, at now: Instant) -> Instant {
    let soonest = now + TimeSpan(seconds: 1)
    let lifetime = key.type?.declaration.lifetime?.value ?? TimeSpan(seconds: 1)
    let end = min(now + lifetime, key.declaration.expires?.value ?? .latest)
    return max(end, soonest)
  }

  private func changes(granting scope: Scope, to key: Catalog.Key) -> [ProposedChange] {
    var changes: [ProposedChange] = []
    if let type = key.type, let rank = catalog.ladder.rank(scope.level), !type.ceiling.includes(scope.resource, rank) {
      let declared = type.declaration
      changes.append(
        ProposedChange(
          kind: .ceiling(type.name, scope), span: declared.ceiling?.last?.span ?? declared.name.span))
    }
    let lower = (key.declaration.scopes ?? []).filter { $0.value.resource == scope.resource }
    if lower.count == 1, lower[0].value.level != nil {
      let kind = ProposedChange.Kind.raiseScope(from: lower[0].value, to: scope)
      return changes + [ProposedChange(kind: kind, span: lower[0].span)]
    }
    let span = key.declaration.scopes?.last?.span ?? key.declaration.id.span
    return changes + [ProposedChange(kind: .addScope(scope), span: span)]
  }
}
