import BittingCompiler
import BittingQueries
import Diagnostics
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// A repository made up at random, checked, and questions about it.
struct RandomShop {
  let repository: RandomRepository
  let catalog: Catalog
  let queries: CatalogQueries

  init(using random: inout SeededGenerator) throws {
    let start = Instant(seconds: RandomRepository.start)
    let base = RandomRepository(using: &random)
    let bare = Checker.check(base.tree, at: start).uncheckedCatalog
    repository = RandomRepository(base, routes: RandomRoutes.yaml(for: bare, using: &random))
    let checked = Checker.check(repository.tree, at: start)
    catalog = try #require(checked.checkedCatalog, "\(checked.findings.map(\.message)) in \(repository.files)").catalog
    queries = CatalogQueries(catalog)
  }

  /// A question that could be asked; sometimes there is none in a request that nobody can write down.
  func question(at service: Name, using random: inout SeededGenerator) -> AccessQuestion? {
    let query = RandomQueries(tokens: repository.tokens, catalog: catalog, service: service).next(&random)
    let tenant = query.tenant.flatMap { TenantName($0) }
    switch query.wish {
    case .route(let method, let path):
      let wish = AccessQuestion.Wish.route(method: Text(method), path: Text(path))
      return AccessQuestion(wish, tenant: tenant, from: query.from, at: query.now)
    case .scope(let text):
      return Scope(text).map { AccessQuestion(.scope($0), tenant: tenant, from: query.from, at: query.now) }
    }
  }
}
