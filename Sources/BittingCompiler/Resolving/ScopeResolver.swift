internal import Diagnostics
internal import KeyModel

/// Turns scopes as they are written into grants.
struct ScopeResolver {
  private let ladder: Ladder
  private let resources: [Catalog.Resource]
  private let byName: [Name: Catalog.Resource]
  private let declared: Set<Name>
  private let isWhole: Bool
  private let wildcards: WildcardGrants

  /// Wildcards are looked at until `steps` are spent.
  init(_ names: NameTable, _ steps: StepCount) {
    ladder = names.ladder
    resources = names.resources
    byName = names.resourcesByName
    declared = names.declaredResources
    isWhole = names.completeness.policies
    wildcards = WildcardGrants(steps)
  }

  /// What `pattern` stands for: a wildcard for every resource leaves the sensitive ones out, and takes of each the
  /// highest level that is not above the one it names.
  func grants(_ pattern: Located<ScopePattern>, _ report: inout [Finding]) -> GrantSet {
    var grants = GrantSet()
    guard !ladder.names.isEmpty else { return grants }
    guard let ceiling = ceiling(of: pattern, &report) else { return grants }
    guard let name = pattern.value.resource else {
      return wildcards.grants(upTo: ceiling, of: resources, for: pattern.span, &report)
    }
    guard let resource = byName[name] else {
      if !declared.contains(name) {
        UnknownReference.report(
          "resource", name.description, at: part(pattern, 0, name), known: declared.lazy.map(\.description),
          all: isWhole, to: &report)
      }
      return grants
    }
    guard pattern.value.level == nil || resource.ranks.contains(ceiling) else {
      let levels = resource.ranks.map { ladder.names[$0] }
      report.append(UnknownReference.level(ladder.names[ceiling], of: name, has: levels, at: pattern.span))
      return grants
    }
    if let rank = resource.highestRank(notAbove: ceiling) { grants.insert(name, rank) }
    return grants
  }

  /// The rank that the pattern names, the top of the ladder for `*`; nil if there is no such level.
  private func ceiling(of pattern: Located<ScopePattern>, _ report: inout [Finding]) -> Int? {
    guard let level = pattern.value.level else { return ladder.names.count - 1 }
    if let rank = ladder.rank(level) { return rank }
    let offset = (pattern.value.resource?.description ?? "*").utf8.count + 1
    UnknownReference.report(
      "level", level.description, at: part(pattern, offset, level), known: ladder.names.lazy.map(\.description),
      to: &report)
    return nil
  }

  /// The bytes of one of the two names in a pattern; the whole pattern where it is quoted.
  private func part(_ pattern: Located<ScopePattern>, _ offset: Int, _ name: Name) -> SourceSpan {
    let isPlain = pattern.span.range.count == pattern.value.description.utf8.count
    return isPlain ? pattern.span.part(at: offset, length: name.description.utf8.count) : pattern.span
  }
}

/// What `*:level` stands for, for each level once.
private final class WildcardGrants {
  /// One step for each grant that a wildcard stands for, in each list of scopes anew.
  private let steps: StepCount
  private var known: [Int: GrantSet] = [:]

  init(_ steps: StepCount) {
    self.steps = steps
  }

  /// The highest level, up to the rank `ceiling`, of each of `resources` that is not sensitive.
  func grants(
    upTo ceiling: Int, of resources: [Catalog.Resource], for span: SourceSpan, _ report: inout [Finding]
  ) -> GrantSet {
    guard !steps.isSpent else { return GrantSet() }
    steps.take(1 + resources.count)
    guard !steps.isSpent else {
      report.append(
        WrongType.outOfRange(
          "wildcards stand for more than \(steps.most) grants, and from here on none is looked at", span,
          help: "name the resources that are needed"))
      return GrantSet()
    }
    let grants = known[ceiling] ?? Self.grants(upTo: ceiling, of: resources)
    known[ceiling] = grants
    return grants
  }

  private static func grants(upTo ceiling: Int, of resources: [Catalog.Resource]) -> GrantSet {
    var grants = GrantSet()
    for resource in resources where !resource.isSensitive {
      if let rank = resource.highestRank(notAbove: ceiling) { grants.insert(resource.name, rank) }
    }
    return grants
  }
}
