internal import Diagnostics
internal import KeyModel

/// What lists of scopes have above the ceilings of types, each pair looked at once.
struct ExcessTable {
  private struct Pair: Hashable {
    let granted: Int
    let type: Int
  }

  /// One step for each grant that is held against a ceiling.
  private let steps: StepCount
  private var known: [Pair: [Catalog.Excess]] = [:]

  init(_ steps: StepCount) {
    self.steps = steps
  }

  /// What `granted` has above the ceiling of `type`, for `key`.
  mutating func excess(
    of granted: Catalog.Granted, over type: Catalog.KeyType?, for key: KeyDeclaration, _ report: inout [Finding]
  ) -> [Catalog.Excess] {
    guard let type else { return [] }
    let pair = Pair(granted: granted.number, type: type.number)
    if let excess = known[pair] { return excess }
    guard !steps.isSpent else { return [] }
    let isWithin = type.ceiling.isSuperset(of: granted.all)
    steps.take(1 + granted.all.ranks.count + (isWithin ? 0 : granted.each.reduce(0) { $0 + $1.ranks.count }))
    guard !steps.isSpent else {
      report.append(
        WrongType.outOfRange(
          "the keys before this one have more than \(steps.most) grants to hold against the ceilings of their types, and"
            + " from here on none is looked at", key.id.span, help: "name the resources that are needed, in fewer types"
        ))
      return []
    }
    let excess = isWithin ? [] : excess(of: granted, over: type.ceiling)
    known[pair] = excess
    return excess
  }

  private func excess(of granted: Catalog.Granted, over ceiling: GrantSet) -> [Catalog.Excess] {
    granted.each.enumerated().compactMap { request, grants in
      grants.firstAbove(ceiling).map { Catalog.Excess(request: request, first: $0) }
    }
  }
}
