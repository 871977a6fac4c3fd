internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

/// What became of routes, and who gains or loses by that alone.
struct RouteChanges {
  let revisions: Sides<Revision>
  let access: AccessLines
  /// The routes of each service.
  private let trees: Sides<[Name: RouteTree]>

  init(revisions: Sides<Revision>, access: AccessLines) {
    (self.revisions, self.access) = (revisions, access)
    trees = Sides { side in
      Dictionary(grouping: revisions[side].catalog.routes, by: \.service).mapValues { routes in
        RouteTree(routes.map { BundleContent.Route(template: $0.template, scope: $0.scope, cost: $0.cost) })
      }
    }
  }

  /// What names a route across revisions: the names of its parameters do not.
  private struct Identity: Hashable, Comparable {
    let service: Name
    let path: [Text]

    init(_ service: Name, _ template: RouteTemplate) {
      self.service = service
      let segments = template.segments.map { if case .literal(let text) = $0 { text } else { Text("{}") } }
      path = segments + [template.method]
    }

    static func < (one: Identity, other: Identity) -> Bool {
      one.service == other.service ? one.path.lexicographicallyPrecedes(other.path) : one.service < other.service
    }
  }

  func entries() -> [EntryDraft] {
    let routes = Sides { side in
      Dictionary(revisions[side].catalog.routes.map { (Identity($0.service, $0.template), $0) }) { first, _ in first }
    }
    var found = Dictionary(grouping: access.found.routes) { difference in
      // Invariant: a changed route is there on one side at least.
      (difference.routes.head ?? difference.routes.base).map { Identity(difference.service, $0.template) }
    }
    let names = Set(routes.base.keys).union(routes.head.keys).sorted()
    let isAnyOther = names.contains { routes.base[$0]?.scope != routes.head[$0]?.scope }
    let renewed = isAnyOther ? renewedKeys : []
    return names.compactMap { name in
      entry(Sides { routes[$0][name] }, found.removeValue(forKey: name) ?? [], renewed)
    }
  }

  /// The keys that both sides declare and that have a new secret: what they gain by a route no token shows, because no
  /// token is there on both sides.
  private var renewedKeys: [Sides<Catalog.Key>] {
    let former = Dictionary(revisions.base.catalog.keys.map { ($0.id, $0) }) { first, _ in first }
    return revisions.head.catalog.keys.compactMap { head in
      let isRenewed = head.declaration.secrets.contains { revisions.base.holder(of: $0.digest.value) == nil }
      return isRenewed ? former[head.id].map { Sides($0, head) } : nil
    }
  }

  private func entry(
    _ routes: Sides<Catalog.Route?>, _ differences: [RouteDifference], _ renewed: [Sides<Catalog.Key>]
  ) -> EntryDraft? {
    guard let any = routes.head ?? routes.base else { return nil }
    let fields = fieldLines(routes)
    let isSame = routes.base != nil && routes.head != nil && routes.base?.scope == routes.head?.scope
    guard !isSame || !differences.isEmpty || !fields.isEmpty else { return nil }
    var entry = EntryDraft(
      subject: .route, name: "\(any.service) \(any.template)",
      title: "route \(any.template) of \(any.service)" + fate(routes))
    entry.lines = lines(differences) + fields
    entry.keys = Set(differences.flatMap(\.keys)).sorted()
    entry.types = differences.contains(where: \.isPublic) ? [] : Set(differences.flatMap(\.types)).sorted()
    entry.concerns = Set(scopes(routes) + differences.flatMap(scopes)).sorted().map(Concern.init)
    entry.span = routes.head?.declaration.template.span
    entry.formerSpan = routes.base?.declaration.template.span
    if differences.isEmpty, let head = routes.head, !isSame {
      entry.kinds = [.room]
      if !isGranted(head) { entry.note = "no key has that scope yet" }
      let gaining = renewed.filter { reaches(routes.head, $0, .head) && !reaches(routes.base, $0, .base) }
      if !gaining.isEmpty {
        entry.countsAsWidening = true
        entry.keys = gaining.map(\.head.id)
        entry.types = Set(gaining.compactMap { $0.head.type?.name }).sorted()
        entry.note = "a key with a new secret has that scope"
      }
    }
    return entry
  }

  /// What the route takes, and took.
  private func scopes(_ routes: Sides<Catalog.Route?>) -> [Scope] {
    [routes.base?.scope, routes.head?.scope].compactMap { $0 }
  }

  /// What the request that shows a difference needs on either side: the other route may be one that did not change.
  private func scopes(_ difference: RouteDifference) -> [Scope] {
    guard case .route(let method, let path) = difference.witness.wish else { return [] }
    let segments = path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst()
      .map { Text(String(decoding: $0, as: UTF8.self)) }
    return Side.allCases.compactMap { side in
      guard let tree = trees[side][difference.service] else { return nil }
      return tree.route(Text(method), segments).flatMap { tree.routes[$0].scope }
    }
  }

  private func isGranted(_ route: Catalog.Route) -> Bool {
    let catalog = revisions.head.catalog
    guard let scope = route.scope, let rank = catalog.ladder.rank(scope.level) else { return true }
    return catalog.keys.contains { $0.grants.includes(scope.resource, rank) }
  }

  /// Whether the key is granted on `side` what `route` takes there.
  private func reaches(_ route: Catalog.Route?, _ key: Sides<Catalog.Key>, _ side: Side) -> Bool {
    guard let route else { return false }
    guard let scope = route.scope else { return true }
    guard let rank = revisions[side].catalog.ladder.rank(scope.level) else { return false }
    return key[side].grants.includes(scope.resource, rank)
  }

  private func needs(_ route: Catalog.Route) -> Phrase { route.scope.map { "\($0)" } ?? "no key" }

  private func fate(_ routes: Sides<Catalog.Route?>) -> Phrase {
    switch (routes.base, routes.head) {
    case (nil, let head?): " is new, takes " + needs(head)
    case (_, nil): " is gone"
    case (let base?, let head?):
      base.scope == head.scope ? " has changed" : " takes " + needs(head) + " instead of " + needs(base)
    }
  }

  private func fieldLines(_ routes: Sides<Catalog.Route?>) -> [LineDraft] {
    guard let head = routes.head else { return [] }
    guard let base = routes.base else {
      // A cheap one in the place of a dear one would be told by nothing else.
      let areAllAlike = !revisions.base.catalog.routes.contains { $0.service == head.service && $0.cost != head.cost }
      return areAllAlike ? [] : [LineDraft(mark: .added, label: "cost", detail: "\(Int(head.cost))", kind: .facts)]
    }
    return [
      LineDraft.field("path", base.template.path, head.template.path, .facts),
      LineDraft.field("cost", Int(base.cost), Int(head.cost), .facts),
    ].compactMap { $0 }
  }

  /// The lines that show `differences`. They name the environment where one is like that of another environment.
  private func lines(_ differences: [RouteDifference]) -> [LineDraft] {
    let lines = differences.map(line)
    let texts = lines.map { line in [line.label, line.detail] }
    let counts = Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(lines, texts).map { line, text in
      guard counts[text] != 1, let environment = line.witness?.environment else { return line }
      var line = line
      line.detail = line.detail + " (\(environment))"
      return line
    }
  }

  private func line(_ difference: RouteDifference) -> LineDraft {
    let who: Phrase =
      difference.isPublic
      ? "anybody" : difference.keys.count == 1 ? "\(difference.keys[0])" : "\(difference.keys.count) keys"
    let request = difference.witness.phrase(
      difference.isGain, at: access.now, tellsService: access.tellsService)
    let key: Phrase = difference.keys.count > 1 ? difference.witness.key.map { " with \($0)" } ?? "" : ""
    return LineDraft(
      mark: difference.isGain ? .added : .removed, label: who, detail: request + key, witness: difference.witness,
      kind: difference.isGain ? .widening : .narrowing)
  }
}
