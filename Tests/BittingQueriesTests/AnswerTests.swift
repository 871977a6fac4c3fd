import BittingCompiler
import BittingQueries
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// Answers against the contract, written down plainly.
@Suite struct AnswerTests {
  private let shops = 30

  @Test func whoCanIsWhomTheReferenceLetsThrough() throws {
    var random = SeededGenerator(printing: "who-can")
    var (allowed, denied) = (0, 0)
    for _ in 0..<shops {
      let shop = try RandomShop(using: &random)
      let force = BruteForce(catalog: shop.catalog)
      for service in shop.catalog.services.map(\.name) {
        for _ in 0..<60 {
          guard let question = shop.question(at: service, using: &random) else { continue }
          let target = try #require(shop.queries.targets(of: question.wish, service: service).first)
          for verdict in shop.queries.verdicts(on: question, at: target) {
            let isAllowed = force.allows(verdict.key, question, at: service)
            let first = force.denial(of: verdict.key, verdict.secret, question, at: service)
            if isAllowed { allowed += 1 } else { denied += 1 }
            guard verdict.isAllowed == isAllowed, verdict.obstacles.first?.reason == first else {
              Issue.record(
                "\(verdict.key.id) at \(service), \(question): \(verdict.obstacles), expected \(isAllowed) \(String(describing: first)) in \(shop.repository.files)"
              )
              return
            }
          }
        }
      }
    }
    #expect(allowed > 1_000 && denied > 1_000, "\(allowed) allowed, \(denied) denied")
  }

  @Test func whatCanIsWhatTheReferenceLetsThrough() throws {
    var random = SeededGenerator(printing: "what-can")
    var reached = 0
    for _ in 0..<shops {
      let shop = try RandomShop(using: &random)
      let now = Instant(seconds: RandomRepository.start + Int64.random(in: 0..<9, using: &random) * 86_400)
      for key in shop.catalog.keys {
        let reach = shop.queries.reach(of: key, at: now)
        for service in shop.catalog.services {
          let here = reach.obstacles.isEmpty ? reach.services.first { $0.service == service.name } : nil
          let (routes, scopes) = allowed(key, service, now, shop.catalog)
          #expect((here?.routes ?? []).map(\.template) == routes, "\(key.id) at \(now) in \(shop.repository.files)")
          let highest = here?.scopes ?? []
          #expect(Set(highest).isSubset(of: scopes), "\(key.id) at \(now) in \(shop.repository.files)")
          #expect(Set(highest.map(\.resource)) == Set(scopes.map(\.resource)))
          reached += routes.count
        }
      }
    }
    #expect(reached > 100)
  }

  /// The routes and scopes of `service` that the reference lets `key` take, for some tenant.
  private func allowed(
    _ key: Catalog.Key, _ service: Catalog.Service, _ now: Instant, _ catalog: Catalog
  ) -> ([RouteTemplate], Set<Scope>) {
    let force = BruteForce(catalog: catalog)
    let routes = catalog.routes.filter { route in
      guard route.service == service.name, route.scope != nil else { return false }
      return ["acme", "zen"].contains { tenant in
        let wish = AccessQuestion.Wish.route(method: route.template.method, path: path(of: route.template, tenant))
        return force.allows(key, AccessQuestion(wish, at: now), at: service.name)
      }
    }
    let scopes = service.resources.compactMap(catalog.resource).flatMap { resource in
      resource.ranks.map { Scope(resource: resource.name, level: catalog.ladder.names[$0]) }
    }
    let granted = scopes.filter { force.allows(key, AccessQuestion(.scope($0), at: now), at: service.name) }
    return (routes.map(\.template), Set(granted))
  }

  /// A path that only `template` matches among those that are made up.
  private func path(of template: RouteTemplate, _ tenant: String) -> Text {
    Text(
      template.segments.map { segment in
        switch segment {
        case .literal(let text): "/\(text)"
        case .tenant: "/\(tenant)"
        case .parameter: "/nothing"
        }
      }.joined())
  }
}
