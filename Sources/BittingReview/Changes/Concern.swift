internal import BittingCompiler
internal import KeyModel

/// What a change is about: a scope that somebody gains or loses, or all of a resource.
struct Concern: Hashable {
  let resource: Name
  /// Nil: at every level.
  let level: Name?

  /// A scope.
  init(_ scope: Scope) {
    (resource, level) = (scope.resource, scope.level)
  }

  /// All of a resource.
  init(allOf resource: Name) {
    (self.resource, level) = (resource, nil)
  }

  /// Whether whoever looks after `scope` is concerned: by its resource, at that level or a higher one of either ladder,
  /// since a change may turn it.
  func touches(_ scope: Scope, _ ladders: Sides<Ladder>) -> Bool {
    guard resource == scope.resource else { return false }
    guard let level, level != scope.level else { return true }
    let isAbove = Side.allCases.compactMap { side -> Bool? in
      guard let own = ladders[side].rank(level), let asked = ladders[side].rank(scope.level) else { return nil }
      return own > asked
    }
    // Of levels that stand on no ladder together nothing is known.
    return isAbove.isEmpty || isAbove.contains(true)
  }
}

extension Catalog.Key {
  /// All that it is granted, by the levels of `ladder`.
  func concerns(_ ladder: Ladder) -> [Concern] {
    grants.sorted.map { Concern(Scope(resource: $0.resource, level: ladder.names[$0.rank])) }
  }
}

extension EntryDraft {
  /// Narrows down what it is about to the scopes of its lines, if each line that counts has one; else it is about
  /// `others`.
  mutating func narrow(otherwise others: [Concern]) {
    let counted = lines.filter { $0.kind != .facts }
    let scopes = counted.compactMap(\.scope)
    concerns = !counted.isEmpty && scopes.count == counted.count ? scopes.map(Concern.init) : others
  }
}
