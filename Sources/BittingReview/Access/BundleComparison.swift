internal import BundleWriting
internal import KeyModel

/// What one bundle decides differently on the two sides.
struct BundleComparison {
  let views: Sides<BundleView>
  let pairs: RoutePairs
  private let builder: ProbeBuilder
  private let areAlike: Bool
  private var probes: [TenantShape: [Probe]] = [:]
  private var known: [Question: [Disagreement]] = [:]

  /// Which tenants the two declarations of a key name; for ordinary names that is all that matters.
  private struct TenantShape: Hashable {
    let named: Sides<Bool>
    let agree: Bool

    init(_ tenants: Tenants) {
      named = Sides { tenants.names[$0] != nil }
      agree = tenants.agree
    }
  }

  private struct Question: Hashable {
    let bearers: Sides<Bearer>
    let tenants: TenantShape
    let situations: [Situation]
  }

  /// A comparison of two views; nil if too many of their routes overlap.
  init?(_ views: Sides<BundleView>) {
    guard let pairs = RoutePairs(Sides { views[$0].routes }) else { return nil }
    self.views = views
    self.pairs = pairs
    builder = ProbeBuilder(views, pairs)
    let (base, head) = (views.base, views.head)
    areAlike =
      pairs.changes.isEmpty && base.content.levels == head.content.levels && base.scopes == head.scopes
      && base.lifetime == head.lifetime
  }

  /// The requests that are public on one side only, one for each changed route and direction.
  func publicChanges() -> [(isGain: Bool, change: Int, probe: Probe)] {
    var seen: Set<[Int]> = []
    return builder.probes(for: Tenants(Sides(nil, nil))).compactMap { probe in
      guard probe.isOpenedOrClosed, let change = probe.change else { return nil }
      let isGain = probe.outcomes.head == .open
      return seen.insert([change, isGain ? 1 : 0]).inserted ? (isGain, change, probe) : nil
    }
  }

  /// What is decided differently for the token with `digest`, which on each side has the project's own form or not.
  mutating func differences(
    for digest: TokenDigest, isForeign: Sides<Bool>, _ work: inout ReviewWork
  ) throws(ReviewFailure) -> [(Disagreement, Probe, Setting)] {
    let refusals = Sides { views[$0].refusal(of: digest, isForeign: isForeign[$0]) }
    if refusals.base != nil, refusals.head != nil { return [] }
    let holders = Sides { refusals[$0] == nil ? views[$0].holder(of: digest) : nil }
    if areAlike, refusals.base == nil, refusals.head == nil, isSame(holders) { return [] }
    let circumstances = Circumstances(holders, views)
    let tenants = Tenants(Sides { holders[$0]?.key.tenant })
    let bearers = Sides { side in
      guard let key = holders[side]?.key else { return Bearer.refused(refusals[side] ?? .unknown) }
      return Bearer(refusal: nil, rights: views[side].rights(of: key), reach: Reach(key.tenant))
    }
    let (found, requests) = try disagreements(bearers, tenants, circumstances.situations, &work)
    var differences: [(Disagreement, Probe, Setting)] = []
    for found in found {
      let settings = circumstances.settings(of: found)
      try work.tell(settings.count)
      differences += settings.map { (found, requests[found.probe], $0) }
    }
    return differences
  }

  private mutating func disagreements(
    _ bearers: Sides<Bearer>, _ tenants: Tenants, _ situations: [Situation], _ work: inout ReviewWork
  ) throws(ReviewFailure) -> ([Disagreement], [Probe]) {
    let contest = Contest(views: views, bearers: bearers, tenants: tenants)
    guard builder.areOrdinary(tenants) else {
      try work.look(at: builder.requestCount)
      let probes = builder.probes(for: tenants)
      try work.look(at: probes.count * situations.count)
      return (contest.disagreements(probes, situations), probes)
    }
    let shape = TenantShape(tenants)
    let probes = self.probes[shape] ?? builder.probes(for: tenants)
    self.probes[shape] = probes
    let question = Question(bearers: bearers, tenants: shape, situations: situations)
    if let found = known[question] { return (found, probes) }
    try work.look(at: probes.count * situations.count)
    let found = contest.disagreements(probes, situations)
    known[question] = found
    return (found, probes)
  }

  /// Whether nothing that a decision depends on differs.
  private func isSame(_ holders: Sides<(key: BundleContent.Key, secret: BundleContent.Secret)?>) -> Bool {
    guard let base = holders.base, let head = holders.head else { return false }
    return base.key.tenant == head.key.tenant && base.key.networks == head.key.networks
      && base.key.grants == head.key.grants && base.key.starts == head.key.starts && base.key.ends == head.key.ends
      && base.secret.starts == head.secret.starts && base.secret.ends == head.secret.ends
      && views.base.type(of: base.key).staleAfter == views.head.type(of: head.key).staleAfter
      && views.base.type(of: base.key).staleAction == views.head.type(of: head.key).staleAction
  }
}

/// A time and a place.
struct Setting {
  let at: Instant
  let from: Origin
}

/// The times and places that make a difference to one token.
struct Circumstances {
  private let stretches: [Stretch]
  private let origins: [(admits: Sides<Bool>, origins: [Origin])]

  init(
    _ holders: Sides<(key: BundleContent.Key, secret: BundleContent.Secret)?>, _ views: Sides<BundleView>
  ) {
    let validities = Sides<Validity?> { side in
      holders[side].map { key, secret in
        Validity(of: secret, key, views[side].type(of: key), views[side].lifetime)
      }
    }
    stretches = Stretch.all(validities, from: Instant(seconds: views.head.lifetime.issued))
    origins = Circumstances.origins(Sides { holders[$0].map(\.key.networks) })
  }

  /// The outer nil: the token is refused on that side, and it does not matter where it comes from.
  private static func origins(_ networks: Sides<[Network]??>) -> [(Sides<Bool>, [Origin])] {
    let sets = Sides<AddressSet> { side in
      guard let list = networks[side] ?? networks[side.other] else { return AddressSet(nil) }
      return AddressSet(list)
    }
    let shared = sets.base.origin(sharedWith: sets.head)
    let all = [
      (Sides(true, true), shared.map { [$0] } ?? []),
      (Sides(false, true), only(.head, networks.head ?? nil, sets)),
      (Sides(true, false), only(.base, networks.base ?? nil, sets)),
    ]
    return all.filter { !$0.1.isEmpty }
  }

  /// One caller out of each network of `side` that reaches beyond the other side's.
  private static func only(_ side: Side, _ networks: [Network]?, _ sets: Sides<AddressSet>) -> [Origin] {
    guard let networks else { return sets[side].origin(outside: sets[side.other]).map { [$0] } ?? [] }
    var seen: Set<Origin> = []
    let outside = sets[side.other].outside
    return networks.sorted().compactMap { network in
      let origin = AddressSet([network]).origin(within: outside)
      return origin.flatMap { seen.insert($0).inserted ? $0 : nil }
    }
  }

  /// What the two sides see of them, the first times first.
  var situations: [Situation] {
    stretches.flatMap { stretch in
      origins.map { Situation(phases: stretch.phases, admits: $0.admits) }
    }
  }

  /// The times and places to show `found` at: one, but for networks one in each.
  func settings(of found: Disagreement) -> [Setting] {
    guard let stretch = stretches.first(where: { $0.phases == found.situation.phases }),
      let place = origins.first(where: { $0.admits == found.situation.admits })
    else { return [] }
    let callers = found.cause == .network ? place.origins : Array(place.origins.prefix(1))
    return callers.map { Setting(at: stretch.start, from: $0) }
  }
}
