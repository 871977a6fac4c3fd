package import Diagnostics
package import KeyModel

/// One elementary change of the declarations, and where it is made.
package struct ProposedChange: Sendable {
  /// What is changed.
  package enum Kind: Sendable {
    /// The key gets a secret that is live from one instant until just before another.
    case newSecret(from: Instant, until: Instant)
    /// `disabled` goes.
    case enable
    /// `not_before` becomes this instant.
    case begin(Instant)
    /// `expires` becomes this instant, the first at which the key is no more.
    case end(Instant)
    /// The key may also come from here.
    case network(Network)
    /// The type may have this scope: a change to be reviewed by itself.
    case ceiling(Name, Scope)
    /// The key gets this scope besides those that it has.
    case addScope(Scope)
    /// A scope of the key is put in the place of a lower one.
    case raiseScope(from: ScopePattern, to: Scope)
    /// The key becomes a tenant's, and is no more one of the tenant that it was of.
    case tenant(TenantName, instead: TenantName?)
  }

  /// What is changed.
  package let kind: Kind
  /// The declaration that is changed: the value, or what a new value belongs to.
  package let span: SourceSpan

  /// The change of `kind` at `span`.
  package init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
