import BittingCompiler
import BittingQueries
import Diagnostics
import KeyModel
import Testing

/// Remedies that need what random repositories do not have: ceilings, scopes by name, limits of life.
@Suite struct RemedyExampleTests {
  private static let now = Instant(seconds: 1_790_000_000)

  private static let policy = """
    project:
      name: shop
      token_prefix: shop
      environments: [live]
    levels: [read, write, admin]
    resources:
      orders: { levels: [read, write] }
      system: { levels: [read, admin], sensitive: true }
    services:
      front: { resources: [orders] }
      back: { resources: [system] }
    types:
      client:
        ceiling: ["*:write"]
        tenant: optional
        lifetime: { max: 90d }
        rate: { default: 60/min }
    routes:
      front:
        GET /orders/{tenant}: orders:read
        POST /orders/{tenant}: orders:write
      back:
        GET /system: system:read

    """

  private static let key = """
    key: till
    type: client
    environment: live
    owner: o
    tenant: acme
    scopes: [orders:read]
    secrets: []

    """

  private let checked = Checker.check(
    RepositoryTree(
      entries: [("policies/a.yaml", policy), ("keys/till.yaml", key)].map { path, text in
        RepositoryTree.Entry(path: path, content: .file(Array(text.utf8)))
      }, presentFolders: RepositoryTree.folders),
    at: now)

  @Test(arguments: [
    ("orders:read", ["newSecret"], []),
    ("orders:write", ["newSecret", "raiseScope"], []),
    ("system:read", ["newSecret", "ceiling", "addScope"], ["sensitive-without-network", "sensitive-without-expiry"]),
    ("system:admin", ["newSecret", "ceiling", "addScope"], ["sensitive-without-network", "sensitive-without-expiry"]),
  ])
  func proposesAndForetells(scope: String, kinds: [String], rules: [String]) throws {
    let question = AccessQuestion(.scope(try #require(Scope(scope))), at: Self.now)
    let queries = CatalogQueries(checked.uncheckedCatalog)
    let changes = try changes(for: question, queries)
    #expect(changes.map(RemedyExampleTests.word) == kinds)
    let key = try #require(KeyID("till"))
    let found = queries.findings(after: changes, to: key, beside: checked.findings, at: Self.now)
    #expect(found.filter { $0.severity > .note }.map(\.rule).sorted() == rules.sorted())
    let catalog = try changed(changes, queries).uncheckedCatalog
    let answers = CatalogQueries(catalog)
    let target = try #require(answers.targets(of: question.wish).first)
    #expect(answers.verdict(on: question, of: try #require(catalog.keys.first), at: target).isAllowed)
  }

  @Test func withoutTheCeilingTheScopeIsAnError() throws {
    let question = AccessQuestion(.scope(try #require(Scope("system:read"))), at: Self.now)
    let queries = CatalogQueries(checked.uncheckedCatalog)
    let some = try changes(for: question, queries).filter { RemedyExampleTests.word($0) != "ceiling" }
    #expect(try changed(some, queries).findings.contains { $0.rule == "grant-above-ceiling" })
  }

  @Test func pointsToWhatIsChanged() throws {
    let question = AccessQuestion(.scope(try #require(Scope("orders:write"))), at: Self.now)
    let changes = try changes(for: question, CatalogQueries(checked.uncheckedCatalog))
    let texts = changes.map { change in
      String(decoding: checked.sources[change.span.file].bytes[change.span.range], as: UTF8.self)
    }
    #expect(texts == ["[]", "orders:read"])
  }

  private func changes(for question: AccessQuestion, _ queries: CatalogQueries) throws -> [ProposedChange] {
    let key = try #require(queries.catalog.keys.first)
    let target = try #require(queries.targets(of: question.wish).first)
    let verdict = queries.verdict(on: question, of: key, at: target)
    guard case .changes(let changes) = queries.remedy(for: verdict, of: question) else { return [] }
    return changes
  }

  private func changed(_ changes: [ProposedChange], _ queries: CatalogQueries) throws -> CheckedRepository {
    let declarations = queries.catalog.declarations.applying(
      changes, to: try #require(KeyID("till")), newSecret: TokenDigest(words: (1, 2, 3, 4)))
    return Checker.check(declarations, insteadOf: queries.catalog, at: Self.now)
  }

  private static func word(_ change: ProposedChange) -> String {
    switch change.kind {
    case .newSecret: "newSecret"
    case .enable: "enable"
    case .begin: "begin"
    case .end: "end"
    case .network: "network"
    case .ceiling: "ceiling"
    case .addScope: "addScope"
    case .raiseScope: "raiseScope"
    case .tenant: "tenant"
    }
  }
}
