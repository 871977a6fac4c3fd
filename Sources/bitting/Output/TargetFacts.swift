internal import BittingCompiler
internal import BittingQueries
internal import Diagnostics
internal import KeyModel

/// What a question leads to, for people and for programs.
struct TargetFacts {
  private let service: String?
  private let route: String?
  private let scope: String?
  private let isPublic: Bool

  init(_ target: ServiceTarget) {
    service = target.service?.description
    route = target.route?.template.description
    scope = target.scope?.description
    isPublic = target.isPublic
  }

  /// `storefront: GET /v1/tenants/{tenant}/orders needs orders:read`.
  var text: String {
    let needs = isPublic ? "is public" : scope.map { "needs \($0)" }
    let what = route.map { [$0, needs].compactMap(\.self).joined(separator: " ") } ?? scope
    return [service ?? "any service", what].compactMap(\.self).joined(separator: ": ")
  }

  /// The same for programs.
  var members: [(name: String, value: JSONValue)] {
    [
      ("service", .string(orNull: service)), ("route", .string(orNull: route)), ("scope", .string(orNull: scope)),
      ("public", .bool(isPublic)),
    ]
  }
}
