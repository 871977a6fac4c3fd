internal import BittingCompiler
internal import KeyModel

/// The ceilings of the base as they were: a ladder that is turned, or a resource that is no longer sensitive, lets the same
/// words reach further, and what a change lets them reach it may not use at once.
///
/// Of a resource or a level that is new they say what they say: a star takes in what is added.
struct FormerCeilings {
  let base: Catalog
  /// The head, whose types have the ceilings of the base, in the words of the base.
  let head: Catalog

  /// Whether no ceiling reaches further in the head than in the base.
  var areKept: Bool { head.types.allSatisfy { kept(of: $0) == $0.ceiling } }

  /// The ceiling of `type` without wildcards, where the same words reach further in the head; nil where they do not.
  func ceiling(of type: TypeDeclaration) -> [Located<ScopePattern>]? {
    guard let resolved = head.type(type.name.value), let first = type.ceiling?.first else { return nil }
    let kept = kept(of: resolved)
    guard kept != resolved.ceiling else { return nil }
    return kept.sorted.map { resource, rank in
      let place = type.ceiling?.last { $0.value.resource == resource } ?? first
      return Located(ScopePattern(Scope(resource: resource, level: head.ladder.names[rank])), at: place.span)
    }
  }

  /// What is left of the ceiling of `type` without what it reaches only because of a turned ladder, or of a resource that
  /// was sensitive.
  private func kept(of type: Catalog.KeyType) -> GrantSet {
    guard let former = base.type(type.name) else { return type.ceiling }
    var kept = GrantSet()
    for (name, rank) in type.ceiling.sorted {
      guard let old = base.resource(name), let new = head.resource(name) else {
        kept.insert(name, rank)
        continue
      }
      let limit = former.ceiling.ranks[name] ?? -1
      let refused = Set(old.ranks.filter { $0 > limit }.map { base.ladder.names[$0] })
      let highest = new.ranks.prefix { $0 <= rank && !refused.contains(head.ladder.names[$0]) }.last
      if let highest { kept.insert(name, highest) }
    }
    return kept
  }
}
