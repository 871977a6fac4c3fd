internal import BundleFormat
public import KeyModel

/// What a request that is allowed goes on with.
public struct Grant: ~Escapable {
  /// Whose data a key reaches.
  public enum Tenant: ~Escapable {
    /// Nobody's.
    case none
    /// Everybody's.
    case all
    /// One tenant's.
    case one(Span<UInt8>)
  }

  /// How much a key may do.
  public struct Limits: Hashable, Sendable {
    /// The rate.
    public let rate: Rate
    /// How many requests may come at once; 0 for an unlimited rate.
    public let burst: UInt32
    /// The quota, if there is one.
    public let quota: Quota?
  }

  /// What is known about key, token and route; nothing about key and token on a public route.
  public let facts: Facts
  /// How far the key has used up what it may do, this request included; nil on a public route, and where nothing was
  /// counted because a ``Gate`` alone decided.
  public let usage: Usage?

  @_lifetime(copy facts)
  init(_ facts: consuming Facts, _ usage: Usage? = nil) {
    self.facts = facts
    self.usage = usage
  }

  /// Whose data the key reaches, which the service applies where the route names no tenant.
  public var tenant: Tenant {
    @_lifetime(copy self)
    get {
      guard let token = facts.token else { return .none }
      return token.tenant
    }
  }

  /// The instant at which the token is valid no more, its key's own end included; nil on a public route.
  public var ends: Instant? { facts.token?.ends }

  /// How much the key may do; nil on a public route.
  public var limits: Limits? { facts.limits }

  /// How many requests it counts as.
  public var cost: UInt32 { facts.cost }
}
