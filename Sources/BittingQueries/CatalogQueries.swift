package import BittingCompiler
package import KeyModel

/// Answers about who may do what, from a catalog alone: nothing is sealed.
///
/// An answer is what the validator decides with bundles of this catalog that were issued at the instant asked about,
/// where rate and quota leave room.
package struct CatalogQueries: Sendable {
  /// What is asked about.
  package let catalog: Catalog

  /// Answers from `catalog`, in which every declaration makes sense.
  package init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  /// What `wish` leads to: at `service`, else at every service that has such a route or owns the scope. Where it leads
  /// nowhere, the one target says why.
  package func targets(of wish: AccessQuestion.Wish, service: Name? = nil) -> [ServiceTarget] {
    if let service = service.flatMap(catalog.service) { return [ServiceTarget(wish, at: service, of: catalog)] }
    let all = catalog.services.map { ServiceTarget(wish, at: $0, of: catalog) }
    let reached = all.filter { $0.deadEnd == nil }
    guard reached.isEmpty else { return reached }
    // A path that can be read in two ways, or names a tenant so, is that wherever it has a route.
    let ends = all.compactMap(\.deadEnd)
    return [ServiceTarget(nil, deadEnd: ends.first { $0.reason != .route } ?? .noRoute(otherMethods: methods(ends)))]
  }

  private func methods(_ ends: [Obstacle]) -> [Text] {
    let methods = ends.flatMap { end -> [Text] in
      if case .noRoute(let others) = end { others } else { [] }
    }
    return Set(methods).sorted()
  }

  /// The verdicts about every key, by name, of `environment` or of all of them.
  package func verdicts(
    on question: AccessQuestion, at target: ServiceTarget, environment: EnvironmentName? = nil
  ) -> [KeyVerdict] {
    let keys = catalog.keys.filter { environment == nil || $0.environment == environment }
    let foreign = ForeignTokens(at: target, of: catalog)
    return keys.map { KeyVerdict($0, target, foreign, question, catalog) }
  }

  /// The verdict about `key`.
  package func verdict(on question: AccessQuestion, of key: Catalog.Key, at target: ServiceTarget) -> KeyVerdict {
    KeyVerdict(key, target, ForeignTokens(at: target, of: catalog), question, catalog)
  }

  /// All that `key` may do at `now`.
  package func reach(of key: Catalog.Key, at now: Instant) -> KeyReach {
    KeyReach(of: key, at: now, catalog)
  }
}
