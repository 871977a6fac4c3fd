import BittingCompiler
import Diagnostics
import KeyModel
import Testing

/// A small shop that has one text wherever its declarations let somebody write freely, and is sound but for that text.
enum InjectedShop {
  /// When it is looked at.
  static func now() throws -> Instant { try #require(Instant("2026-11-20T12:00:00Z")) }

  /// The shop before anybody wrote `text`, with less than it has after.
  static var before: RepositoryTree { tree("plain", scopes: "orders:read", tombstone: true, forbids: "write") }

  /// The shop with `text` in it, where a key may do more, and whose tombstone is gone. A claim about it `holds`, or a rule
  /// finds an error.
  static func after(_ text: String, claimHolds holds: Bool = false) -> RepositoryTree {
    tree(text, scopes: "orders:write", tombstone: false, forbids: holds ? "admin" : "write")
  }

  private static func tree(_ text: String, scopes: String, tombstone: Bool, forbids level: String) -> RepositoryTree {
    let quoted = JSONValue.string(text).text
    let files = [
      ("keys/acme.yaml", key("acme", quoted, "orders:read", digest: "1")),
      ("keys/zenith.yaml", key("zenith", quoted, scopes, digest: "2")),
      ("keys/revoked.yaml", tombstone ? revoked : ""), ("policies/shop.yaml", policies(quoted, forbids: level)),
      ("policies/tests.yaml", test(quoted)), ("policies/skipped.yaml", skippedTest(quoted)),
    ]
    return RepositoryTree(
      entries: files.filter { !$0.1.isEmpty }.map { .init(path: $0.0, content: .file(Array($0.1.utf8))) },
      presentFolders: RepositoryTree.folders)
  }

  private static func key(_ name: String, _ text: String, _ scopes: String, digest: String) -> String {
    """
    key: \(name)
    type: client
    environment: live
    owner: \(text)
    purpose: \(text)
    tenant: \(name)
    scopes: [\(scopes)]
    secrets:
      - { handle: aaaaaaa\(digest), sha256: \(String(repeating: digest, count: 64)), created: 2026-11-01, expires: 2027-01-01 }

    """
  }

  private static let revoked = """
    revoked: aaaaaaa9
    key: acme
    sha256: \(String(repeating: "9", count: 64))
    at: 2026-09-20
    reason: lost

    """

  private static func policies(_ text: String, forbids level: String) -> String {
    """
    project:
      name: shop
      token_prefix: shop
      environments: [live]
    levels: [read, write, admin]
    resources:
      orders: { title: \(text), levels: [read, write, admin] }
    services:
      storefront: { resources: [orders] }
    types:
      client:
        title: \(text)
        ceiling: [orders:admin]
        tenant: required
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 60/min }
    routes:
      storefront:
        GET  /v1/tenants/{tenant}/orders: orders:read
        POST /v1/tenants/{tenant}/orders: orders:write
        DELETE /v1/tenants/{tenant}/orders: orders:admin
    assertions:
      - claim: \(text)
        forbid: { scope: orders:\(level) }

    """
  }

  private static func test(_ text: String) -> String {
    """
    tests:
      - name: \(text)
        service: storefront
        environment: live
        key: acme
        at: 2026-11-20
        expect:
          GET /v1/tenants/acme/orders: allow
          POST /v1/tenants/acme/orders: allow

    """
  }

  private static func skippedTest(_ text: String) -> String {
    """
    tests:
      - name: \(text)
        service: storefront
        environment: live
        at: 2026-11-20
        skip: \(text)
        expect:
          GET /v1/tenants/acme/orders: allow

    """
  }
}
