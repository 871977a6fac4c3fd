package import BittingCompiler
package import KeyModel

/// One thing that keeps a key from what is asked for, with the facts about it.
package enum Obstacle: Sendable {
  /// The key has no secret, so nobody can offer one.
  case noSecret
  /// None of the key's scopes is of the service, so its bundle leaves the key out; nor does it have another token whose
  /// form is the one of this key's tokens, if `formIsKnown` is false.
  case notInBundle(service: Name, formIsKnown: Bool)
  /// Nobody was given the key.
  case decoy
  /// The key is declared and denied.
  case disabled(Located<Text>)
  /// No secret is live; this one, the newest, begins later.
  case secretBegins(SecretDeclaration)
  /// No secret is live; this one, the newest, has ended.
  case secretEnded(SecretDeclaration)
  /// The key itself begins later.
  case keyBegins(Located<Instant>)
  /// The key itself has ended.
  case keyEnded(Located<Instant>)
  /// The address is in none of the key's networks; nil: the key has an empty list of them, which no address is in.
  case network(Address?)
  /// The path can be read in two ways.
  case ambiguousPath
  /// No route has this method and path; there are routes for the path with `otherMethods`.
  case noRoute(otherMethods: [Text])
  /// The service does not own the scope that is asked for.
  case foreignScope(Scope)
  /// The key is not granted the scope; `granted` is what it has of the resource.
  case scope(Scope, granted: Scope?)
  /// Path and caller name different tenants.
  case tenantsDiffer(path: Text, given: TenantName)
  /// What the path names can be nobody's name.
  case noTenant(Text)
  /// The key does not reach the tenant.
  case tenant(TenantName)

  /// The reason that the validator gives for it.
  package var reason: DenialReason {
    switch self {
    case .noSecret: .missing
    case .notInBundle(_, formIsKnown: true): .unknown
    case .notInBundle(_, formIsKnown: false): .malformed
    case .decoy: .decoy
    case .disabled: .disabled
    case .secretBegins, .keyBegins: .notYetValid
    case .secretEnded, .keyEnded: .expired
    case .network: .network
    case .ambiguousPath: .path
    case .noRoute: .route
    case .foreignScope, .scope: .scope
    case .tenantsDiffer, .noTenant, .tenant: .tenant
    }
  }
}
