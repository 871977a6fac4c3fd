package import KeyModel

/// What somebody wants to do, as far as it was said.
///
/// What is left open is answered for some value of it: without an address a request comes from wherever the key may
/// come from, and a scope without a tenant names nobody's data.
package struct AccessQuestion: Sendable {
  /// What is asked for.
  package enum Wish: Sendable {
    /// A request by method and path, both as a caller sends them.
    case route(method: Text, path: Text)
    /// The use of a scope.
    case scope(Scope)
  }

  /// What is asked for.
  package let wish: Wish
  /// Whose data, where the path does not say it; where both do they have to agree.
  package let tenant: TenantName?
  /// From where; nil: from wherever the key may come from.
  package let from: Address?
  /// When, asked of a bundle that was issued at that instant.
  package let at: Instant

  /// The question whether `wish` is granted `at` an instant.
  package init(_ wish: Wish, tenant: TenantName? = nil, from: Address? = nil, at: Instant) {
    self.wish = wish
    self.tenant = tenant
    self.from = from
    self.at = at
  }
}
