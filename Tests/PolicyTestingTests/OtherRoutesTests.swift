import KeyModel
import PolicyTesting
import Testing

/// `others: deny` asks for every route that is not listed, along a path that leads there.
@Suite struct OtherRoutesTests {
  private struct Row: Equatable, CustomStringConvertible {
    let route: String
    let request: String
    let outcome: String

    init(_ route: String, _ request: String, _ outcome: String) {
      (self.route, self.request, self.outcome) = (route, request, outcome)
    }

    init(_ result: RequestResult) {
      self.init(
        result.route?.string ?? "", "\(result.request.method) \(result.request.path)", result.actual.description)
    }

    var description: String { "\(route) by \(request): \(outcome)" }
  }

  @Test func goesEveryRouteForTheTenantOfTheKey() throws {
    let shop = try SmallShop()
    let test = SampleTest.test(on: shop.stage, token: try shop.token(of: "acme"), tenant: "acme", others: true)
    #expect(
      PolicyTestRun(on: shop.gate, shop.stage).result(of: test).requests.map(Row.init) == [
        Row("GET /status", "GET /status", "allow"),
        Row("GET /t/acme/b", "GET /t/acme/b", "allow"),
        // `tenant` is a literal of the last route, so the placeholder is another word.
        Row("GET /t/tenant/c/", "GET /t/tenant/c/", "allow"),
        Row("GET /t/{tenant}/a", "GET /t/acme/a", "allow"),
        Row("PUT /t/{tenant}/a/id", "PUT /t/acme/a/id", "allow"),
        // `id` is a literal there.
        Row("PUT /t/{tenant}/a/{id}", "PUT /t/acme/a/id-2", "allow"),
        // A path of ACME's leads to the literal route instead.
        Row("GET /t/{tenant}/b", "GET /t/tenant-2/b", "deny tenant"),
      ])
  }

  @Test func leavesOutWhatIsListed() throws {
    let shop = try SmallShop()
    let test = SampleTest.test(
      on: shop.stage, token: try shop.token(of: "acme"), tenant: "acme",
      asking: [("GET /status", .allow), ("PUT /t/zen/a/7", .deny(.tenant)), ("GET /t/acme/../b", .deny(.path))],
      others: true)
    let requests = PolicyTestRun(on: shop.gate, shop.stage).result(of: test).requests
    #expect(requests.prefix(3).allSatisfy { $0.isAsExpected && !$0.isAdded })
    let added = requests.dropFirst(3)
    #expect(added.count == 5 && added.allSatisfy { $0.isAdded && $0.request.outcome == .deny(nil) })
    #expect(!added.contains { $0.route == Text("PUT /t/{tenant}/a/{id}") || $0.route == Text("GET /status") })
  }

  @Test func isDeniedThroughoutWithoutACredentialButForPublicRoutes() throws {
    let shop = try SmallShop()
    let requests = PolicyTestRun(on: shop.gate, shop.stage).result(of: SampleTest.test(on: shop.stage, others: true))
      .requests
    #expect(requests.filter { !$0.isAsExpected }.map { $0.route?.string } == ["GET /status"])
    #expect(Set(requests.map(\.denial)) == [nil, .missing])
  }
}
