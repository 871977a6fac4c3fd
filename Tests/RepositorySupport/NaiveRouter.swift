internal import BittingCompiler
internal import KeyModel

/// Finds the route of a path by trying all of them.
struct NaiveRouter {
  let routes: [Catalog.Route]

  struct Target {
    var isPublic = false
    var scope: Scope?
    var tenant: String?
    var denial: DenialReason?
  }

  func target(_ wish: ReferenceEvaluator.Query.Wish) -> Target {
    guard case .route(let method, let path) = wish else {
      guard case .scope(let text) = wish, let scope = Scope(text) else { return Target() }
      return Target(scope: scope)
    }
    let match = NaiveMatcher(routes.map(\.template)).match(method, path)
    guard match.denial == nil, let index = match.index else { return Target(denial: match.denial) }
    guard let scope = routes[index].scope else { return Target(isPublic: true) }
    return Target(scope: scope, tenant: match.tenant)
  }
}
