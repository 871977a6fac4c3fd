public import KeyModel

/// Why a content cannot be written as a payload.
///
/// A checked catalog leads to none of these but ``tooMany(_:)`` and ``tooLarge``; they keep a mistake of the caller
/// from becoming a bundle that decides wrongly.
public enum PayloadFailure: Error, Hashable, Sendable {
  /// What there can be too many of.
  public enum Quantity: String, Hashable, Sendable {
    case keys, resources, levels, routes, types, grantSets, networkSets, limits
  }

  /// More than ``BundleLimits`` admits.
  case tooMany(Quantity)
  /// More than 4 GiB.
  case tooLarge
  /// A text of more than 65,535 bytes, the first of which are given.
  case textTooLong(Text)
  /// A name that stands twice.
  case duplicateKey(KeyID)
  case duplicateType(Name)
  case duplicateLevel(Name)
  case duplicateScope(Scope)
  /// A route that has the method and the shape of another.
  case duplicateRoute(RouteTemplate)
  /// A digest that two keys declare.
  case duplicateSecret(TokenDigest)
  /// A type that is not among the types.
  case unknownType(Name, key: KeyID)
  /// A scope that is not among the scopes, granted or needed.
  case unknownScope(Scope)
  /// A level that is not on the ladder.
  case unknownLevel(Name)
}
