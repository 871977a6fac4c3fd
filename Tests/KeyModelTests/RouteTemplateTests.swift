import KeyModel
import Testing

@Suite struct RouteTemplateTests {
  @Test(arguments: [
    ("GET /", "GET /"), ("GET   /v1/status", "GET /v1/status"), ("POST /a/", "POST /a/"),
    ("PROPFIND /v1/{tenant}/x", "PROPFIND /v1/{tenant}/x"), ("get /a", "get /a"), ("GET /a:b/@c/~d", "GET /a:b/@c/~d"),
  ])
  func readsMethodAndPath(_ text: String, _ canonical: String) {
    #expect(RouteTemplate(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "GET", "GET ", "/v1", "GET v1", "GET //", "GET /a//b", "GET /./a", "GET /a/..", "GET /a%20b", "GET /a;b",
    "GET /a?b", "GET /a#b", "GET /é", "GET /{}", "GET /{tenant", "GET /x{tenant}", "GET /{tenant}/{tenant}", "GET /a b",
    "G(T /a", "GET\t/a", "GET /{a b}", "GET /" + String(repeating: "a/", count: 32) + "a",
  ])
  func refusesWhatNoRequestCouldMatch(_ text: String) {
    #expect(RouteTemplate(text) == nil)
  }

  @Test func knowsWhereTheTenantStands() {
    #expect(RouteTemplate("GET /v1/tenants/{tenant}/orders")?.tenantIndex == 2)
    #expect(RouteTemplate("GET /v1/{order}")?.tenantIndex == nil)
  }
}
