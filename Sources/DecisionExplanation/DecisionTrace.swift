public import BittingRuntime
internal import BundleFormat
public import KeyModel

/// A decision step by step: each check of the contract in its order, up to the one that decided.
///
/// It is made from the same parts that the gate decides with, but is no door of its own: who decides asks the gate, and
/// asks for a trace only to show why. Unlike a decision it copies and allocates.
public struct DecisionTrace: Hashable, Sendable {
  /// The checks that were made. All but the last hold.
  public private(set) var steps: [DecisionStep]

  /// Why the request is denied; nil if it is allowed.
  public var reason: DenialReason? { steps.last?.denial }

  /// How `gate` comes to its decision about the same request.
  public init(
    of gate: Gate, _ credential: borrowing Credential, _ request: borrowing Request, from address: Address?,
    at now: Moment
  ) {
    let image = gate.image
    let target = Target.of(request, in: image)
    guard !target.isPublic else {
      steps = [DecisionStep(.publicRoute(template: image.template(of: target.route) ?? Text("")))]
      return
    }
    let sought = SoughtToken(credential, in: image)
    let check = TokenCheck(sought, in: image, gate.revokedDigests, at: now.utc.seconds)
    steps = CredentialSteps.of(check, credential, in: image, at: now.utc)
    guard check.denial == nil else { return }
    let record = image.secret(Int(check.secret))
    let freshness = Freshness(of: gate.lifetime, for: image.type(Int(record.typeIndex)), at: now.utc.seconds)
    let age = image.freshness(of: record, gate.lifetime, at: now.utc)
    guard add(age, freshness == .none ? .stale : nil) else { return }
    let networks = DecisionFact.networks(image.networkList(record.networkSet), from: address)
    guard add(networks, image.networks(record.networkSet, admit: address) ? nil : .network) else { return }
    guard addTarget(target, image) else { return }
    guard addScope(target, record, freshness, image) else { return }
    let tenant = DecisionFact.tenant(
      inPath: Text(copying: target.pathTenant(of: request)), given: Text(copying: request.givenTenant),
      reach: image.reach(of: record.tenantText))
    add(tenant, target.tenantIsReached(of: request, by: record, in: image) ? nil : .tenant)
  }

  /// Path and route of a request that has them.
  private mutating func addTarget(_ target: Target, _ image: borrowing BundleImage) -> Bool {
    // A scope that the service does not have is asked for without a path: the check of the scope tells it.
    let isRouted = target.route != Facts.nothing || target.denial == .path || target.denial == .route
    guard isRouted else { return true }
    guard add(.path, target.denial == .path ? .path : nil) else { return false }
    return add(.route(template: image.template(of: target.route)), target.denial == .route ? .route : nil)
  }

  /// The scope, and its level where the bundle is stale.
  private mutating func addScope(
    _ target: Target, _ record: SecretRecord, _ freshness: Freshness, _ image: borrowing BundleImage
  ) -> Bool {
    let isKnown = target.denial != .scope
    let needed = isKnown ? image.scopeText(Int(target.scope)) : nil
    let isGranted = isKnown && image.grants(record.grantSet, include: target.scope)
    let granted = image.grantedScopes(record.grantSet)
    guard add(.scope(needed: needed, granted: granted), isGranted ? nil : .scope) else { return false }
    guard freshness == .readOnly, let needed else { return true }
    return add(.level(of: needed), image.scope(Int(target.scope)).level > 0 ? .stale : nil)
  }

  /// Appends a check; false where it ends the decision.
  @discardableResult
  private mutating func add(_ fact: DecisionFact, _ denial: DenialReason?) -> Bool {
    steps.append(DecisionStep(fact, denial: denial))
    return denial == nil
  }
}
