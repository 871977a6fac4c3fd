public import KeyModel

extension BundleContent {
  /// A key type, as far as a decision needs it.
  public struct KeyType: Hashable, Sendable {
    /// Its name.
    public var name: Name
    /// How old a bundle may be before ``staleAction`` applies; nil: until it expires.
    public var staleAfter: TimeSpan?
    /// What becomes of requests then.
    public var staleAction: StaleAction

    /// A type that acts once the bundle is older than `staleAfter`.
    public init(name: Name, staleAfter: TimeSpan?, staleAction: StaleAction) {
      self.name = name
      self.staleAfter = staleAfter
      self.staleAction = staleAction
    }
  }

  /// Whose data a key reaches.
  public enum TenantReach: Hashable, Sendable {
    /// Nobody's: routes that name a tenant are closed to it.
    case none
    /// Everybody's.
    case all
    /// One tenant's.
    case one(TenantName)
  }

  /// How much a key may do.
  public struct Limits: Hashable, Sendable {
    /// The rate.
    public var rate: Rate
    /// How many requests may come at once; 0 for an unlimited rate.
    public var burst: UInt32
    /// The quota, if there is one.
    public var quota: Quota?

    /// A rate, the burst that goes with it, and a quota.
    public init(rate: Rate, burst: UInt32, quota: Quota?) {
      self.rate = rate
      self.burst = burst
      self.quota = quota
    }
  }

  /// One token, by its digest.
  public struct Secret: Hashable, Sendable {
    /// SHA-256 of the token.
    public var digest: TokenDigest
    /// Its public name; nil for a token from elsewhere.
    public var handle: Handle?
    /// From when on it is valid.
    public var starts: Instant
    /// The instant at which it is valid no more.
    public var ends: Instant

    /// A secret that is valid from `starts` until just before `ends`.
    public init(digest: TokenDigest, handle: Handle?, starts: Instant, ends: Instant) {
      self.digest = digest
      self.handle = handle
      self.starts = starts
      self.ends = ends
    }
  }

  /// A key, resolved for one service.
  public struct Key: Hashable, Sendable {
    /// Its name.
    public var id: KeyID
    /// The name of its type.
    public var type: Name
    /// Who answers for it.
    public var owner: Text
    /// Whose data it reaches.
    public var tenant: TenantReach
    /// What it may do here; each scope includes the levels below it.
    public var grants: [Scope]
    /// Where it may come from; nil: anywhere.
    public var networks: [Network]?
    /// How much it may do.
    public var limits: Limits
    /// From when on the key itself is valid; nil: always.
    public var starts: Instant?
    /// The instant at which the key itself is valid no more; nil: never.
    public var ends: Instant?
    /// Declared, and denied.
    public var isDisabled: Bool
    /// A key that nobody has: any use is an alarm.
    public var isDecoy: Bool
    /// Its tokens.
    public var secrets: [Secret]

    /// A key without secrets.
    public init(
      id: KeyID, type: Name, owner: Text, tenant: TenantReach, grants: [Scope], networks: [Network]?, limits: Limits,
      starts: Instant? = nil, ends: Instant? = nil, isDisabled: Bool = false, isDecoy: Bool = false,
      secrets: [Secret] = []
    ) {
      self.id = id
      self.type = type
      self.owner = owner
      self.tenant = tenant
      self.grants = grants
      self.networks = networks
      self.limits = limits
      self.starts = starts
      self.ends = ends
      self.isDisabled = isDisabled
      self.isDecoy = isDecoy
      self.secrets = secrets
    }
  }

  /// A route and what it takes.
  public struct Route: Hashable, Sendable {
    /// Method and path.
    public var template: RouteTemplate
    /// The scope needed; nil: none, the route is public.
    public var scope: Scope?
    /// How many requests it counts as.
    public var cost: UInt32

    /// A route that needs `scope`.
    public init(template: RouteTemplate, scope: Scope?, cost: UInt32 = 1) {
      self.template = template
      self.scope = scope
      self.cost = cost
    }
  }

  /// A revoked secret.
  public struct Tombstone: Hashable, Sendable {
    /// SHA-256 of the token.
    public var digest: TokenDigest
    /// Its public name, where it had one.
    public var handle: Handle?
    /// The key that it proved.
    public var key: KeyID

    /// The record that the secret with `digest`, of `key`, is revoked.
    public init(digest: TokenDigest, handle: Handle?, key: KeyID) {
      self.digest = digest
      self.handle = handle
      self.key = key
    }
  }
}
