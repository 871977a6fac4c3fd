import BittingCompiler
import Diagnostics
import KeyModel
import TestSupport
import Testing

/// The order of files and documents, and how documents are spread over files, never matter.
@Suite struct OrderTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func orderOfFilesAndDocumentsNeverMatters(_ seed: UInt64) throws {
    let base = try CaseFile("base.case")
    var generator = SeededGenerator(seed: seed)
    let first = OrderTests.summary(Checker.check(OrderTests.tree(of: base, as: { $0 }), at: base.now))
    let shuffled = OrderTests.summary(
      Checker.check(OrderTests.tree(of: base, as: { $0.shuffled(using: &generator) }), at: base.now))
    #expect(first.findings.count > 15)
    #expect(first.findings == shuffled.findings, "seed \(seed)")
    #expect(first.catalog == shuffled.catalog, "seed \(seed)")
  }

  /// The documents of the base and of some declarations that are wrong, three to a file.
  private static func tree(of base: CaseFile, as order: ([String]) -> [String]) -> RepositoryTree {
    let texts = base.sections.map { ($0.path, String(decoding: $0.text.bytes, as: UTF8.self)) }
    let keys = texts.filter { $0.0.hasPrefix("keys/") }.map(\.1) + [wrongKeys]
    let policies = texts.filter { $0.0.hasPrefix("policies/") }.map(\.1) + [wrongPolicies]
    let entries = [("keys", keys), ("policies", policies)].flatMap { folder, texts in
      let documents = order(texts.flatMap { $0.split(separator: "\n---\n").map(String.init) })
      return stride(from: 0, to: documents.count, by: 3).map { start in
        RepositoryTree.Entry(
          path: "\(folder)/\(start).yaml",
          content: .file(Array(documents[start..<min(start + 3, documents.count)].joined(separator: "\n---\n").utf8)))
      }
    }
    return RepositoryTree(entries: entries, presentFolders: RepositoryTree.folders)
  }

  /// All that is said, but for the places; and what was understood.
  private static func summary(_ checked: CheckedRepository) -> (findings: [String], catalog: [String]) {
    let findings = checked.findings.map { finding in
      ([finding.rule, finding.severity.name, finding.message, finding.help ?? ""] + finding.related.map(\.message))
        .joined(separator: "|")
    }
    let catalog = checked.uncheckedCatalog
    let keys = catalog.keys.map { key in
      "\(key.id) \(key.grants.sorted) \(key.declaration.secrets.map(\.digest.value))"
    }
    return (
      findings.sorted(),
      keys + catalog.types.map { "\($0.name) \($0.ceiling.sorted)" }
        + catalog.resources.map { "\($0.name) \($0.ranks)" }
        + catalog.services.map { "\($0.name) \($0.resources)" } + catalog.routes.map { "\($0.service) \($0.template)" }
        + catalog.tombstones.map { "\($0.digest.value)" } + catalog.ladder.names.map(\.description)
    )
  }

  private static let wrongPolicies = """
    resources:
      fax: { levels: [read, wirte] }
    ---
    types:
      idle: { ceiling: ["*:read", orders:raed], tenant: optional, lifetime: { max: 1d }, rate: { default: unlimited } }
    ---
    routes:
      storefront:
        GET /v3/orders: orders:read
        get /v3/{tenant}/orders: orders:read
        GET /v3//orders: orders:read
    ---
    rules:
      wildcard-scope: error
      no-such-rule: off
    """

  private static let wrongKeys = """
    key: wrong-one
    type: client
    environment: live
    owner: a@shop.example
    purpose: nobody knows
    scopes: ["*:write", orders:read]
    rate: 601/min
    burst: 1
    networks: [0.0.0.0/0]
    ---
    key: wrong-two
    type: internal
    environment: live
    purpose: nobody knows
    tenant: acme
    scopes: [system:read, oders:read]
    secrets:
      - { handle: k7Hq2mZp, sha256: \(String(repeating: "aa", count: 32)), created: 2026-07-01, expires: 2026-10-01 }
    ---
    key: wrong-three
    type: partner
    environment: live
    owner: a@shop.example
    purpose: nobody knows
    scopes: [bulk:write]
    rate: 5/min
    expires: 2026-09-01
    expire: 2026-09-01
    ---
    revoked: k7Hq2mZp
    key: wrong-two
    sha256: \(String(repeating: "aa", count: 32))
    at: 2026-09-10
    reason: seen in a public gist
    """
}
