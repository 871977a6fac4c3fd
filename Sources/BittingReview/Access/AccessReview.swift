internal import BittingCompiler
internal import BundleWriting
internal import KeyModel

/// Finds out what two revisions decide differently, in every service and environment, and asks two validators about each
/// request that is to be shown.
struct AccessReview<Generator: RandomNumberGenerator> {
  private let revisions: Sides<Revision>
  private let issued: Instant
  private let isWhole: Bool
  private var tokens = RehearsalTokens()
  private var generator: Generator
  private var work: ReviewWork
  private(set) var found = AccessDifferences()

  /// A review of bundles that are issued at `issued`. If not `isWhole`, only files that differ were read.
  init(
    _ revisions: Sides<Revision>, issued: Instant, isWhole: Bool, work: ReviewWork = ReviewWork(),
    using generator: Generator
  ) {
    self.revisions = revisions
    self.issued = issued
    self.isWhole = isWhole
    self.work = work
    self.generator = generator
  }

  /// Compares all bundles.
  mutating func run() throws(ReviewFailure) {
    if !isWhole, !hasPlainTombstones { throw .needsWhole }
    let (base, head) = (revisions.base, revisions.head)
    let services = Set(base.catalog.services.map(\.name)).union(head.catalog.services.map(\.name)).sorted()
    for environment in Set(base.environments).union(head.environments).sorted() {
      for service in services { try compare(service, environment) }
    }
  }

  /// Whether each tombstone that came is of a secret that was read, and none is gone. The secret of another one may be
  /// declared in a file that was not read.
  private var hasPlainTombstones: Bool {
    let digests = Sides { side in Set(revisions[side].catalog.tombstones.map(\.digest.value)) }
    return digests.base.isSubset(of: digests.head)
      && digests.head.subtracting(digests.base).allSatisfy { revisions.base.holder(of: $0) != nil }
  }

  private mutating func compare(_ service: Name, _ environment: EnvironmentName) throws(ReviewFailure) {
    let contents = Sides { revisions[$0].content(service, environment) }
    guard let any = contents.base ?? contents.head else { return }
    guard !isSame(contents) else { return }
    let views = Sides { side in
      let lifetime = BundleLifetime(issued: issued.seconds, expires: (issued + revisions[side].validity).seconds)
      return BundleView(contents[side] ?? .nothing(service, environment, like: any), lifetime)
    }
    guard var comparison = BundleComparison(views) else { throw .tooManyRoutes(service) }
    var claims: [Claim] = []
    for digest in Set(views.base.digests).union(views.head.digests).sorted() {
      try compare(digest, &comparison, &claims)
    }
    for change in comparison.publicChanges() {
      let setting = Setting(at: issued, from: Origin(address: nil))
      let witness = Claim.witness(change.probe, setting, views, Tenants(Sides(nil, nil)), holder: nil)
      claims.append(Claim(isGain: change.isGain, cause: .route(change.change), digest: nil, witness: witness))
    }
    guard !claims.isEmpty else { return }
    try confirm(claims, contents)
    record(claims, comparison)
  }

  /// Whether both bundles decide alike because they say the same.
  private func isSame(_ contents: Sides<BundleContent?>) -> Bool {
    contents.base == contents.head && revisions.base.validity == revisions.head.validity
  }

  private mutating func compare(
    _ digest: TokenDigest, _ comparison: inout BundleComparison, _ claims: inout [Claim]
  ) throws(ReviewFailure) {
    let views = comparison.views
    let form = PresumedForm(of: digest, in: revisions)
    let isForeign = Sides { side in
      form.lead
        != PresumedForm.Lead(prefix: views[side].content.tokenPrefix, environment: views[side].content.environment)
    }
    let holders = Sides { views[$0].holder(of: digest) }
    for side in Side.allCases where !isWhole && isForeign[side] && holders[side]?.secret.handle != nil {
      throw .needsWhole
    }
    let tenants = Tenants(Sides { holders[$0]?.key.tenant })
    for (found, probe, setting) in try comparison.differences(for: digest, isForeign: isForeign, &work) {
      let side = found.isGain ? Side.head : .base
      let witness = Claim.witness(probe, setting, views, tenants, holder: holders[side])
      claims.append(Claim(isGain: found.isGain, cause: found.cause, digest: digest, witness: witness))
    }
  }
}

/// Something that is to be shown, once the validators confirm it.
private struct Claim {
  let isGain: Bool
  let cause: Cause
  /// Nil for a request without a credential.
  let digest: TokenDigest?
  let witness: Witness

  static func witness(
    _ probe: Probe, _ setting: Setting, _ views: Sides<BundleView>, _ tenants: Tenants,
    holder: (key: BundleContent.Key, secret: BundleContent.Secret)?
  ) -> Witness {
    func text(_ piece: Probe.Piece) -> String {
      switch piece {
      case .text(let text): text.string
      case .tenant(let side): tenants.names[side]?.string ?? ""
      }
    }
    let wish: Witness.Wish =
      switch probe.wish {
      case .scope(let scope): .scope(scope)
      case .route(let method, let segments):
        .route(method: method.string, path: segments.map { "/" + text($0) }.joined())
      }
    return Witness(
      service: views.head.content.service, environment: views.head.content.environment, wish: wish,
      tenant: probe.given.map(text), from: setting.from.address, at: setting.at, key: holder?.key.id,
      handle: holder?.secret.handle)
  }
}

// What the validators say.
extension AccessReview {
  private mutating func confirm(_ claims: [Claim], _ contents: Sides<BundleContent?>) throws(ReviewFailure) {
    // Sealing would make up what is missing as the bundle at hand has it, which may not be how the token came to be.
    for side in Side.allCases {
      guard let content = contents[side] else { continue }
      for key in content.keys { for secret in key.secrets { prepareToken(of: secret.digest) } }
      for tombstone in content.tombstones { prepareToken(of: tombstone.digest) }
    }
    let pair = try GatePair(contents, revisions, issued: issued, tokens: &tokens, using: &generator)
    for claim in claims {
      let decided = pair.allow(claim.witness, token: claim.digest.flatMap { tokens[$0] })
      guard decided == Sides(!claim.isGain, claim.isGain) else { throw .unconfirmed(claim.witness) }
    }
  }

  private mutating func prepareToken(of digest: TokenDigest) {
    let form = PresumedForm(of: digest, in: revisions)
    guard let prefix = form.lead?.prefix ?? revisions.head.tokenPrefix ?? revisions.base.tokenPrefix,
      let environment = form.lead?.environment ?? (revisions.head.environments + revisions.base.environments).first
    else { return }
    tokens.token(for: digest, handle: form.handle, prefix: prefix, environment: environment, using: &generator)
  }

  private mutating func record(_ claims: [Claim], _ comparison: BundleComparison) {
    var routes: [RouteKey: RouteDifference] = [:]
    var searches = Sides<[KeyID: NetworkSearch]>([:], [:])
    for claim in claims {
      if case .route(let change) = claim.cause {
        record(claim, change, comparison, &routes)
      } else if let digest = claim.digest {
        let difference = TokenDifference(
          isGain: claim.isGain, label: label(claim, digest, comparison.views, &searches), witness: claim.witness)
        found.tokens[digest, default: []].append(difference)
      }
    }
    found.routes += routes.sorted { $0.key < $1.key }.map { _, difference in
      var difference = difference
      difference.keys = Set(difference.keys).sorted()
      return difference
    }
  }

  private func record(
    _ claim: Claim, _ change: Int, _ comparison: BundleComparison, _ routes: inout [RouteKey: RouteDifference]
  ) {
    let key = RouteKey(change: change, isGain: claim.isGain, isPublic: claim.digest == nil)
    let numbers = comparison.pairs.changes[change]
    var difference =
      routes[key]
      ?? RouteDifference(
        isGain: claim.isGain, service: claim.witness.service,
        routes: Sides { side in numbers[side].map { comparison.views[side].routes.routes[$0] } },
        isPublic: claim.digest == nil, keys: [], types: [], witness: claim.witness)
    if let digest = claim.digest {
      for side in Side.allCases {
        guard let holder = comparison.views[side].holder(of: digest)?.key else { continue }
        difference.keys.append(holder.id)
        difference.types.insert(holder.type)
      }
    }
    routes[key] = difference
  }

  /// What `claim` is about; `searches` are those in the networks of keys of its side so far.
  private func label(
    _ claim: Claim, _ digest: TokenDigest, _ views: Sides<BundleView>, _ searches: inout Sides<[KeyID: NetworkSearch]>
  ) -> AccessLabel {
    let side = claim.isGain ? Side.head : .base
    let view = views[side]
    guard let key = view.holder(of: digest)?.key else { return .refusal(.unknown) }
    switch claim.cause {
    case .refusal(let reason): return .refusal(reason)
    case .window: return .window
    case .staleness: return .staleness
    case .network:
      guard let networks = key.networks, let from = claim.witness.from else { return .network(nil) }
      let search = searches[side][key.id] ?? NetworkSearch(networks)
      searches[side][key.id] = search
      return .network(search.network(holding: from))
    case .resource(let resource):
      let grants = key.grants.filter { $0.resource == resource }
      let highest = grants.max { (view.ranks[$0.level] ?? 0) < (view.ranks[$1.level] ?? 0) }
      return highest.map(AccessLabel.scope) ?? .refusal(.scope)
    case .tenant(let asked):
      let tenants = Tenants(Sides { views[$0].holder(of: digest)?.key.tenant })
      if case .tenant(let side) = asked { return .tenant(tenants.names[side]) }
      return .tenant(nil)
    // Invariant: what a route does is recorded with the route.
    case .route: return .refusal(.route)
    }
  }

  private struct RouteKey: Hashable, Comparable {
    let change: Int
    let isGain: Bool
    let isPublic: Bool

    static func < (one: RouteKey, other: RouteKey) -> Bool {
      let order = { (key: RouteKey) in (key.change, key.isGain ? 0 : 1, key.isPublic ? 0 : 1) }
      return order(one) < order(other)
    }
  }
}
