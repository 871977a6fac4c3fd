public import KeyModel

/// One of `types`: the ceiling and the duties of its keys.
public struct TypeDeclaration: Sendable {
  /// The type's name.
  public var name: Located<Name>
  /// What people call it.
  public var title: Located<Text>?
  /// What it is for.
  public var summary: Located<Text>?
  /// The widest grants that its keys may have.
  public var ceiling: [Located<ScopePattern>]?
  /// What its keys say about tenants.
  public var tenant: Located<TenantRule>?
  /// Whether its keys must say where they come from.
  public var networks: Located<NetworkRule>?
  /// The longest life of one secret.
  public var lifetime: Located<TimeSpan>?
  /// How long before a secret's end its rotation is due.
  public var remind: Located<TimeSpan>?
  /// The longest that an old secret may live on after a rotation.
  public var grace: Located<TimeSpan>?
  /// The rate of a key that says none.
  public var defaultRate: Located<Rate>?
  /// The highest rate that a key may say; nil: the default rate.
  public var maximumRate: Located<Rate>?
  /// The quota of a key that says none.
  public var defaultQuota: Located<Quota>?
  /// How old a bundle may be before ``staleAction`` applies; nil: until it expires.
  public var staleAfter: Located<TimeSpan>?
  /// What becomes of the keys' requests then.
  public var staleAction: Located<StaleAction>?
  /// Fields of which something could not be read. What is only malformed must not be judged as if it were left out.
  public var unread: Set<String> = []
}

/// What the keys of a type say about tenants.
public enum TenantRule: Hashable, Sendable, CaseIterable {
  /// Each names one.
  case required
  /// Each names one, says `"*"`, or reaches no route that has a tenant.
  case optional
  /// Each reaches all, and names none.
  case all
}

/// Whether the keys of a type must say where they come from.
public enum NetworkRule: Hashable, Sendable, CaseIterable {
  case required, optional
}
