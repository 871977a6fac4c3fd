import BittingCompiler
import Diagnostics
import KeyModel
import Testing

/// A repository in memory, small enough to read.
enum SmallShop {
  static let now = Instant("2026-11-20T12:00:00Z") ?? .earliest

  static let policies = """
    project:
      name: shop
      token_prefix: shop
      environments: [live]
      bundle:
        valid_for: 7d
        signers: [RWRvg1JI2oMW5m6+NXX3upbJuvgDHpB3GIAGl2RDeZvGj3FgZ5HR6Llg]
        threshold: 1
    levels: [read, write]
    resources:
      orders: { title: Orders, levels: [read, write] }
    services:
      storefront:
        resources: [orders]
        recipients: { live: [age1c0hjv75n352kdsadrkhlpe843mxlzwznnpqrnphqqh446hcqnu8skky4xq] }
    types:
      client:
        ceiling: [orders:read]
        tenant: required
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 60/min }
    routes:
      storefront:
        GET /v1/tenants/{tenant}/orders: orders:read

    """

  /// A repository with these files, given by path and text.
  static func with(_ files: [String: String], at now: Instant = now) -> EditableRepository {
    let entries = files.map { RepositoryTree.Entry(path: $0, content: .file(Array($1.utf8))) }
    let policies = RepositoryTree.Entry(path: "policies/shop.yaml", content: .file(Array(policies.utf8)))
    return EditableRepository(
      RepositoryTree(entries: [policies] + entries, presentFolders: ["keys", "policies"]), at: now)
  }

  /// A repository with one key in `keys/till.yaml`, whose fields behind the usual ones are `rest`.
  static func withKey(_ rest: String, at now: Instant = now) -> EditableRepository {
    with(["keys/till.yaml": till + rest], at: now)
  }

  static let till = """
    key: till
    type: client
    environment: live
    owner: retail@shop.example
    purpose: Rings up what people buy
    tenant: bluebird
    scopes: [orders:read]

    """

  static var draft: KeyDraft {
    get throws {
      KeyDraft(
        id: try #require(KeyID("pickup")), type: try #require(Name("client")),
        environment: try #require(EnvironmentName("live")), owner: Text("care@shop.example"), purpose: Text("Pickup"),
        scopes: [try #require(ScopePattern("orders:read"))], tenant: .one(try #require(TenantName("zenith"))))
    }
  }
}

extension FileEdit {
  /// What the file is to hold, as text.
  var text: String { String(decoding: after, as: UTF8.self) }
}
