import BittingCompiler
import BittingRuntime
import KeyModel
import PolicyTesting
import TestSupport
import Testing

/// A repository of one service with few keys, some of them odd, and a bundle that is rehearsed of it.
struct SmallShop {
  let catalog: Catalog
  let gate: Gate
  let stage: TestStage
  private let tokens: RehearsalTokens

  init(at instant: String = "2026-10-01T00:00:00Z") throws {
    let tree = RepositoryTree(
      entries: [
        .init(path: "policies/shop.yaml", content: .file(Array(SmallShop.policies.utf8))),
        .init(path: "keys/keys.yaml", content: .file(Array(SmallShop.keys.utf8))),
      ], presentFolders: RepositoryTree.folders)
    let at = try #require(Instant(instant))
    catalog = Checker.check(tree, at: at).uncheckedCatalog
    stage = TestStage(
      service: try #require(Name("front")), environment: try #require(EnvironmentName("live")), at: at)
    var (tokens, random) = (RehearsalTokens(), SeededGenerator(seed: 7))
    let rehearsal = try Rehearsal(
      of: catalog, service: stage.service, environment: stage.environment, issued: at, tokens: &tokens, using: &random)
    gate = try RehearsedBundle(file: rehearsal.file, identity: rehearsal.identity, signer: rehearsal.signer)
      .open(on: stage)
    self.tokens = tokens
  }

  /// The declaration of the key named `id`.
  func key(_ id: String) throws -> KeyDeclaration {
    try #require(catalog.keys.first { $0.id == KeyID(id) }).declaration
  }

  /// The token that a test of the key named `id` uses.
  func token(of id: String) throws -> [UInt8] {
    let secret = try #require(try key(id).secret(forTestAt: stage.at))
    return try #require(tokens[secret.digest.value])
  }

  private static let policies = """
    project: { name: shop, token_prefix: shop, environments: [live] }
    levels: [read, write]
    resources: { orders: { title: Orders } }
    services: { front: { resources: [orders] } }
    types:
      client: { ceiling: [orders:write], tenant: optional, lifetime: { max: 90d }, rate: { default: 60/min } }
      never: { ceiling: [orders:write], tenant: all, lifetime: { max: 90d }, rate: { default: 60/min } }
      bait: { ceiling: [orders:write], tenant: optional, lifetime: { max: 90d }, rate: { default: 60/min } }
      nobody: { ceiling: [orders:write], tenant: optional, lifetime: { max: 90d }, rate: { default: 60/min } }
      bound: { ceiling: [orders:write], tenant: all, lifetime: { max: 90d }, rate: { default: 60/min } }
    routes:
      front:
        GET /status: public
        GET /t/{tenant}/a: orders:read
        PUT /t/{tenant}/a/{id}: orders:write
        PUT /t/{tenant}/a/id: orders:read
        GET /t/acme/b: orders:read
        GET /t/{tenant}/b: orders:write
        GET /t/tenant/c/: orders:read
    """

  private static let keys = """
    key: acme
    type: client
    environment: live
    owner: o
    purpose: p
    tenant: acme
    scopes: [orders:write]
    secrets:
      - { handle: aaaaaaa1, sha256: \(digest("1")), created: 2026-09-01, expires: 2026-10-20 }
      - { handle: aaaaaaa2, sha256: \(digest("2")), created: 2026-09-10, expires: 2026-10-10 }
      - { handle: aaaaaaa3, sha256: \(digest("3")), created: 2026-11-01, expires: 2026-12-01 }
      - { handle: aaaaaaa4, sha256: \(digest("4")), created: 2026-11-01, expires: 2026-11-20 }
    ---
    key: empty
    type: client
    environment: live
    owner: o
    purpose: p
    tenant: acme
    scopes: [orders:read]
    secrets: []
    ---
    key: begins-after-its-end
    type: never
    environment: live
    owner: o
    purpose: p
    scopes: [orders:write]
    not_before: 2026-10-25
    secrets:
      - { handle: aaaaaaa5, sha256: \(digest("5")), created: 2026-09-01, expires: 2026-10-20 }
    ---
    key: decoy
    type: bait
    environment: live
    owner: o
    purpose: p
    decoy: true
    secrets:
      - { handle: aaaaaaa6, sha256: \(digest("6")), created: 2026-09-01, expires: 2026-10-20 }
    ---
    key: disabled
    type: nobody
    environment: live
    owner: o
    purpose: p
    scopes: [orders:write]
    disabled: not yet
    secrets:
      - { handle: aaaaaaa7, sha256: \(digest("7")), created: 2026-09-01, expires: 2026-10-20 }
    ---
    key: bound-to-a-network
    type: bound
    environment: live
    owner: o
    purpose: p
    scopes: [orders:read]
    networks: [203.0.113.0/24]
    secrets:
      - { handle: aaaaaaa8, sha256: \(digest("8")), created: 2026-09-01, expires: 2026-10-20 }
    ---
    revoked: aaaaaaa9
    key: acme
    sha256: \(digest("9"))
    at: 2026-09-20
    reason: lost
    """

  private static func digest(_ digit: String) -> String { String(repeating: digit, count: 64) }
}
