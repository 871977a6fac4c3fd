internal import BundleWriting
internal import KeyModel

/// Two routes that some path leads to, one on each side; nil where it leads to none.
struct RoutePair: Hashable {
  let routes: Sides<Int?>
  /// The number of the change that the pair belongs to; nil where both routes are the same.
  let change: Int?
}

/// The pairs of routes that paths lead to on the two sides.
///
/// A path that leads to two different routes leads to at least one that the other side has not: a route that both
/// have would match on both, and the more literal of the two would win on both. So it is enough to pair every changed
/// route with those of the other side that some path of its leads to as well.
struct RoutePairs {
  private(set) var pairs: [RoutePair] = []
  /// The changed routes by method and shape, by their numbers; of each the number on the sides that have it.
  private(set) var changes: [Sides<Int?>] = []
  private var numbers: [Shape: Int] = [:]

  /// How many nodes of trees may be visited in all: routes that overlap so much are made to wear reviewers out.
  static let maximumSteps = 40_000_000
  /// How many pairs there may be. Each is a request, for which a path is made up.
  static let maximumPairs = 500_000

  /// What makes two routes lead to the same.
  private struct Identity: Hashable {
    let shape: Shape
    let tenant: Int?
    let scope: Scope?
  }

  /// A method and a path whose parameters have no names.
  private struct Shape: Hashable {
    let method: Text
    let segments: [Text?]

    init(_ template: RouteTemplate) {
      method = template.method
      segments = template.segments.map { if case .literal(let text) = $0 { text } else { nil } }
    }
  }

  /// The pairs of two trees; nil if too many of their routes overlap: if there are more than `maximum` pairs, or about so.
  init?(_ trees: Sides<RouteTree>, maximum: Int = maximumPairs) {
    let identities = Sides { side in trees[side].routes.map(RoutePairs.identity) }
    let known = Sides { side in
      Dictionary(identities[side].enumerated().map { ($1, $0) }) { first, _ in first }
    }
    var changed = Sides<[Int]>([], [])
    for (index, identity) in identities.base.enumerated() {
      guard let same = known.head[identity] else {
        changed.base.append(index)
        continue
      }
      pairs.append(RoutePair(routes: Sides(index, same), change: nil))
    }
    changed.head = identities.head.indices.filter { known.base[identities.head[$0]] == nil }
    guard pair(changed, trees, maximum) else { return nil }
  }

  private static func identity(_ route: BundleContent.Route) -> Identity {
    Identity(shape: Shape(route.template), tenant: route.template.tenantIndex, scope: route.scope)
  }

  private mutating func pair(_ changed: Sides<[Int]>, _ trees: Sides<RouteTree>, _ maximum: Int) -> Bool {
    var steps = RoutePairs.maximumSteps
    let isNew = Set(changed.head)
    for index in changed.base {
      let template = trees.base.routes[index].template
      guard let others = trees.head.routes(meeting: template, &steps) else { return false }
      let number = number(of: template, index, .base)
      pairs.append(RoutePair(routes: Sides(index, nil), change: number))
      for other in others {
        let change =
          isNew.contains(other) ? self.number(of: trees.head.routes[other].template, other, .head) : number
        pairs.append(RoutePair(routes: Sides(index, other), change: change))
      }
      guard pairs.count <= maximum else { return false }
    }
    let isGone = Set(changed.base)
    for index in changed.head {
      let template = trees.head.routes[index].template
      guard let others = trees.base.routes(meeting: template, &steps) else { return false }
      let number = number(of: template, index, .head)
      pairs.append(RoutePair(routes: Sides(nil, index), change: number))
      for other in others where !isGone.contains(other) {
        pairs.append(RoutePair(routes: Sides(other, index), change: number))
      }
      guard pairs.count <= maximum else { return false }
    }
    return true
  }

  private mutating func number(of template: RouteTemplate, _ index: Int, _ side: Side) -> Int {
    let shape = Shape(template)
    let number = numbers[shape] ?? changes.count
    if number == changes.count { changes.append(Sides(nil, nil)) }
    numbers[shape] = number
    if side == .base { changes[number].base = index } else { changes[number].head = index }
    return number
  }
}
