internal import BundleWriting
internal import KeyModel

/// Makes the requests that stand for all others.
///
/// A decision depends on the scope that a request needs, on the tenant that it asks for as the key sees it, on the
/// caller's network and on the time. Here are, for every pair of routes that paths lead to and for every scope, one
/// request for each tenant that could make a difference: those that the key names, another one, what is no tenant's
/// name, and what is refused in a path. All other segments are filled with something that stands in no route, so that
/// a more literal route that matches the request matches every other path of the pair, too.
struct ProbeBuilder {
  private let views: Sides<BundleView>
  private let pairs: RoutePairs
  private let literals: Set<Text>
  private let longest: Int
  /// The four shortest segments that stand in no route.
  private let unused: [Text]
  /// A segment that stands in no route and is no tenant's name.
  private let noName: Text

  init(_ views: Sides<BundleView>, _ pairs: RoutePairs) {
    self.views = views
    self.pairs = pairs
    var literals: Set<Text> = []
    var longest = 0
    for route in views.base.routes.routes + views.head.routes.routes {
      var length = 0
      for case .literal(let text) in route.template.segments {
        literals.insert(text)
        length += text.utf8.count
      }
      longest = max(longest, length + 4 * route.template.segments.count)
    }
    self.literals = literals
    self.longest = longest
    unused = Array(PlainWords().lazy.map { Text($0) }.filter { [literals] in !literals.contains($0) }.prefix(4))
    let odd = PlainWords().lazy.map { Text("*" + $0) }.first { [literals] in !literals.contains($0) }
    noName = literals.contains(Text("*")) ? odd ?? Text("*") : Text("*")
  }

  /// Whether requests differ for keys of these tenants only in the tenants' names.
  func areOrdinary(_ tenants: Tenants) -> Bool {
    // 128 is the longest name of a tenant; one stands in a path at most twice.
    longest + 256 <= ProbeBuilder.maximumPathLength && tenants.all.allSatisfy { !literals.contains($0) }
  }

  /// About how many requests have to be made up for a key.
  var requestCount: Int { pairs.pairs.count + views.base.scopes.count + views.head.scopes.count }

  /// The requests for a key of `tenants`; of those that lead to the same, the first. Those that go a changed route are
  /// kept apart for each of them.
  func probes(for tenants: Tenants) -> [Probe] {
    var list = ProbeList()
    var seen: Set<Seen> = []
    for pair in pairs.pairs {
      let kind = kind(of: pair)
      if let kind, seen.contains(kind) { continue }
      if add(pair, tenants, &list), let kind { seen.insert(kind) }
    }
    for scope in views.base.scopes.union(views.head.scopes).sorted() {
      for given in [nil] + givens(tenants) { list.add(.scope(scope), given, outcomes(scope, given, tenants), tenants) }
    }
    return list.probes
  }

  /// All that the outcomes of requests depend on that go the routes of a pair, and no others.
  private struct Seen: Hashable {
    let change: Int?
    /// The outer nil: there is no route.
    let scopes: Sides<Scope??>
    let haveTenant: Sides<Bool>
    let isSamePlace: Bool
  }

  /// What requests of `pair` depend on; nil where a tenant is what stands in a route.
  private func kind(of pair: RoutePair) -> Seen? {
    let routes = Sides { side in pair.routes[side].map { views[side].routes.routes[$0] } }
    let templates = Sides { routes[$0]?.template }
    let places = Sides { templates[$0]?.tenantIndex }
    let areFree = [places.base, places.head].allSatisfy { place in place.map { literal($0, templates) == nil } ?? true }
    guard areFree else { return nil }
    return Seen(
      change: pair.change, scopes: Sides { routes[$0].map(\.scope) }, haveTenant: Sides { places[$0] != nil },
      isSamePlace: places.base == places.head)
  }

  /// The longest path that a validator looks at.
  private static let maximumPathLength = 2_048
}

// What requests lead to.
extension ProbeBuilder {
  private func outcomes(_ scope: Scope, _ given: Text?, _ tenants: Tenants) -> Sides<Outcome> {
    Sides { side in
      views[side].scopes.contains(scope) ? .needs(scope, tenants.asked(given)) : .refused(.scope)
    }
  }

  private func outcome(
    _ side: Side, _ method: Text, _ segments: [Text], _ given: Text?, _ tenants: Tenants
  ) -> Outcome {
    let tree = views[side].routes
    guard let index = tree.route(method, segments) else { return .refused(.route) }
    let route = tree.routes[index]
    let named = route.template.tenantIndex.map { segments[$0] }
    if let named, named.utf8.contains(0x25) { return .refused(.path) }
    guard let scope = route.scope else { return .open }
    if let named, let given, named != given { return .needs(scope, .impossible) }
    return .needs(scope, tenants.asked(named ?? given))
  }
}

// Paths.
extension ProbeBuilder {
  /// Adds the requests of `pair`; whether each goes its routes and no more literal ones, so that those of another pair of
  /// the same kind lead to nothing else.
  private func add(_ pair: RoutePair, _ tenants: Tenants, _ list: inout ProbeList) -> Bool {
    let templates = Sides { side in pair.routes[side].map { views[side].routes.routes[$0].template } }
    guard let method = (templates.base ?? templates.head)?.method else { return true }
    var areAllOwn = true
    let places = Sides { templates[$0]?.tenantIndex }
    for segments in paths(templates, tenants) {
      guard segments.reduce(0, { $0 + 1 + $1.utf8.count }) <= ProbeBuilder.maximumPathLength else {
        areAllOwn = false
        continue
      }
      let reached = Sides { views[$0].routes.route(method, segments) }
      areAllOwn = areAllOwn && reached == pair.routes
      var choices: [Text?] = [nil]
      if places.base == nil || places.base != places.head {
        choices += givens(tenants) + Set([places.base, places.head].compactMap { $0.map { segments[$0] } }).sorted()
      }
      for given in choices {
        let outcomes = Sides { outcome($0, method, segments, given, tenants) }
        list.add(.route(method: method, segments: segments), given, outcomes, tenants, change: pair.change)
      }
    }
    return areAllOwn
  }

  /// The paths that match both templates, one for each choice of tenants.
  private func paths(_ templates: Sides<RouteTemplate?>, _ tenants: Tenants) -> [[Text]] {
    let count = templates.base?.segments.count ?? templates.head?.segments.count ?? 0
    var paths: [[Text]] = [[]]
    for place in 0..<count {
      if let literal = literal(place, templates) {
        for index in paths.indices { paths[index].append(literal) }
        continue
      }
      let isTenant = templates.base?.tenantIndex == place || templates.head?.tenantIndex == place
      let values = isTenant ? segmentValues(tenants) : [fresh(1, tenants)[0]]
      paths = paths.flatMap { path in values.map { path + [$0] } }
    }
    return paths
  }

  private func literal(_ place: Int, _ templates: Sides<RouteTemplate?>) -> Text? {
    for template in [templates.base, templates.head] {
      if case .literal(let text)? = template?.segments[place] { return text }
    }
    return nil
  }

  /// Tenants that a caller may give.
  private func givens(_ tenants: Tenants) -> [Text?] {
    tenants.all + [fresh(2, tenants)[1]]
  }

  /// What may stand where a tenant is read from: tenants, no tenant's name, and what is refused there.
  private func segmentValues(_ tenants: Tenants) -> [Text] {
    tenants.all + [fresh(2, tenants)[1], noName, Text("%C3%A9")]
  }

  /// The shortest segments that stand in no route and are no tenant of the key.
  private func fresh(_ count: Int, _ tenants: Tenants) -> [Text] {
    // Invariant: a key has two tenants at most, and two segments are the most that are asked for.
    Array(unused.lazy.filter { !tenants.all.contains($0) }.prefix(count))
  }
}

/// Requests, each once for what it leads to.
private struct ProbeList {
  private(set) var probes: [Probe] = []
  private var seen: Set<Kind> = []

  private struct Kind: Hashable {
    let outcomes: Sides<Outcome>
    let change: Int?
  }

  mutating func add(
    _ wish: RawWish, _ given: Text?, _ outcomes: Sides<Outcome>, _ tenants: Tenants, change: Int? = nil
  ) {
    let change = outcomes.base == outcomes.head ? nil : change
    guard seen.insert(Kind(outcomes: outcomes, change: change)).inserted else { return }
    probes.append(
      Probe(
        wish: wish.named(tenants), given: given.map { RawWish.piece($0, tenants) }, outcomes: outcomes,
        change: change))
  }
}

/// What is asked for, before the key's own tenants are known from other words.
private enum RawWish {
  case route(method: Text, segments: [Text])
  case scope(Scope)

  func named(_ tenants: Tenants) -> Probe.Wish {
    switch self {
    case .route(let method, let segments):
      .route(method: method, segments: segments.map { RawWish.piece($0, tenants) })
    case .scope(let scope): .scope(scope)
    }
  }

  static func piece(_ text: Text, _ tenants: Tenants) -> Probe.Piece {
    if tenants.names.base == text { return .tenant(.base) }
    return tenants.names.head == text ? .tenant(.head) : .text(text)
  }
}
