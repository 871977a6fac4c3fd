public import KeyModel

/// What one check of a decision looks at, copied out of the bundle.
public enum DecisionFact: Hashable, Sendable {
  /// The route is public, and nothing else counts.
  case publicRoute(template: Text)
  /// How many credentials came with the request; 2 stands for more than one.
  case credential(count: Int)
  /// What the token's text alone tells. Here, tokens of the project begin with `lead`.
  case form(Form, lead: Text)
  /// Whose token it is; nil: nobody's.
  case key(Holder?)
  /// Whether the token is revoked, and whether its key is a decoy.
  case revocation(isRevoked: Bool, isDecoy: Bool)
  /// Whether the key is disabled.
  case disabled(Bool)
  /// From when until when the token is valid, its key's own window included.
  case window(starts: Instant, ends: Instant, now: Instant)
  /// How old the bundle is, how old the key's type lets it be (nil: until it `expires`), and what follows.
  case freshness(age: TimeSpan, limit: TimeSpan?, expires: Instant, then: StaleAction)
  /// The networks that the key may come from (nil: any), and where the request comes from.
  case networks([Network]?, from: Address?)
  /// Whether the path can be read in one way only.
  case path
  /// The route that matches; nil: none does.
  case route(template: Text?)
  /// The scope that is needed (nil: the service has none of that name), and the highest of each resource that the key
  /// is granted.
  case scope(needed: Text?, granted: [Text])
  /// Whether the scope is of the lowest level, where a stale bundle leaves that alone.
  case level(of: Text)
  /// The tenants that the path and the caller name, and whom the key reaches.
  case tenant(inPath: Text?, given: Text?, reach: Reach)

  /// What the text of a token tells.
  public enum Form: Hashable, Sendable {
    /// One of the project's own.
    case native
    /// Something from elsewhere; `isAccepted` where the bundle knows such tokens.
    case foreign(isAccepted: Bool)
    /// Nothing that could be a token.
    case malformed
  }

  /// Whose token it is.
  public struct Holder: Hashable, Sendable {
    /// The key; nil for a tombstone whose key is in another bundle.
    public let key: Text?
    /// The key's type.
    public let type: Text?
    /// The public name of the token; nil for one from elsewhere.
    public let handle: Handle?
  }

  /// Whose data a key reaches.
  public enum Reach: Hashable, Sendable {
    /// Nobody's.
    case none
    /// Everybody's.
    case all
    /// One tenant's.
    case one(Text)
  }
}
