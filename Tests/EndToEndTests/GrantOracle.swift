import BittingCompiler
import KeyModel
import RepositorySupport
import Sodium

/// Finds out who has a scope, and whether a request shows it, by asking for it.
struct GrantOracle {
  private let repository: ClaimedRepository
  private let catalog: Catalog
  private let from = Address("203.0.113.9")

  init(_ repository: ClaimedRepository) throws {
    self.repository = repository
    catalog = try repository.triedOut()
  }

  /// The keys that break `claim`, by name.
  func breaking(_ claim: RandomClaim) -> [String] {
    let selected = catalog.keys.filter { key in
      let declared = key.declaration
      return (claim.type ?? declared.type?.value.description) == declared.type?.value.description
        && (claim.key ?? key.id.description) == key.id.description
        && (claim.environment ?? declared.environment?.value.description) == declared.environment?.value.description
    }
    let needed = claim.limit == nil ? 2 : 1
    let holders = selected.filter { key in
      claim.scopes.count { isAllowed(key, .scope($0), in: catalog) } >= needed
    }
    return holders.count > claim.limit ?? 0 ? holders.map(\.id.description).sorted() : []
  }

  /// Whether the request of `proof` shows the scope: it is allowed, and would not be without. Where there is none, no
  /// route of any service may do.
  func isSound(_ proof: RandomClaim.Proof) -> Bool {
    guard let key = catalog.keys.first(where: { $0.id.description == proof.key }) else { return false }
    guard let reduced = try? repository.triedOut(proof.key, with: scopes(without: proof.scope)) else { return false }
    func shows(_ request: String) -> Bool {
      let parts = request.split(separator: " ").map(String.init)
      let wish = ReferenceEvaluator.Query.Wish.route(method: parts[0], path: parts[1])
      return catalog.services.contains { service in
        isAllowed(key, wish, in: catalog, at: service) && !isAllowed(key, wish, in: reduced, at: service)
      }
    }
    if let request = proof.request { return shows(request) }
    let tenants = ["acme", "a", "other"]
    return !catalog.routes.contains { route in
      tenants.contains { tenant in
        let path = route.template.path.replacing("{tenant}", with: tenant).replacing("{x}", with: "zz9")
        return shows("\(route.template.method) \(path)")
      }
    }
  }

  /// All scopes but `scope` and those above it.
  private func scopes(without scope: String) -> [String] {
    let levels = catalog.ladder.names.map(\.description)
    let parts = scope.split(separator: ":").map(String.init)
    let rank = levels.firstIndex(of: parts[1]) ?? 0
    return repository.scopes.filter { other in
      let (resource, level) = (other.prefix { $0 != ":" }, other.drop { $0 != ":" }.dropFirst())
      return resource != parts[0] || levels.firstIndex(of: String(level)) ?? 0 < rank
    }
  }

  private func isAllowed(
    _ key: Catalog.Key, _ wish: ReferenceEvaluator.Query.Wish, in catalog: Catalog, at only: Catalog.Service? = nil
  ) -> Bool {
    guard let environment = key.environment else { return false }
    let digest = SHA256.hash(ClaimedRepository.token(of: key.id.description).span)
    let query = ReferenceEvaluator.Query(
      credential: .token(form: .foreign, TokenDigest(bytes: digest.span) ?? TokenDigest(words: (0, 0, 0, 0))),
      wish: wish, tenant: nil, from: from, now: repository.now)
    return (only.map { [$0] } ?? catalog.services).contains { service in
      ReferenceEvaluator(
        catalog: catalog, service: service.name, environment: environment, issued: repository.now,
        validFor: TimeSpan(seconds: 86_400)
      ).denial(query) == nil
    }
  }
}
