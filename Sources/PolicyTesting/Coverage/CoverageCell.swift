public import KeyModel

/// A decision that the keys of one type can meet on one route.
///
/// The *possible* cells of a route are worked out from the bundles of its service, in all environments:
///
/// * A public route has one cell: anybody is allowed.
/// * On every other route, each type that has a key with a secret in one of the bundles has a cell for each outcome that
///   some such key can come to with its own token, at some instant, from some address, for some tenant, by a path that
///   leads to the route, while the bundle is fresh: `allow`, `decoy`, `disabled`, `not-yet-valid`, `expired`, `network`,
///   `scope`, and, where the route names a tenant, `tenant`.
///
/// What no test of a key can meet has no cell: `missing`, `ambiguous`, `malformed` and `unknown` are about no key;
/// `revoked` is about no secret that a key still has; a rehearsed bundle is never `stale`; `path` and `route` are about no
/// route; `rate` and `quota` are about many requests.
public struct CoverageCell: Hashable, Sendable {
  /// The service.
  public let service: Name
  /// The route's template.
  public let route: Text
  /// The type; nil: anybody, on a public route.
  public let type: Text?
  /// Why the request is denied; nil: it is allowed.
  public let denial: DenialReason?

  /// The cell of `denial`, met with a key of `type` on the `route` of `service`.
  package init(service: Name, route: Text, type: Text?, denial: DenialReason?) {
    self.service = service
    self.route = route
    self.type = type
    self.denial = denial
  }
}
