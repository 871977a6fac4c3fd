internal import BittingCompiler
internal import KeyModel

/// A whole tree, in one input: a small shop in which nothing is wrong, with the input's own files in it.
///
/// `=== path` on a line of its own begins a file, which replaces one of the same path in the shop; what stands before
/// the first of these lines is a further file of keys.
struct RepositoryInput {
  /// The tree.
  let tree: RepositoryTree
  /// The instant at which it is looked at.
  static let now = Instant(seconds: 1_790_856_000)  // 2026-10-01T12:00:00Z

  init(_ input: Span<UInt8>) {
    var files = RepositoryInput.base
    for (path, bytes) in RepositoryInput.sections(of: input) { files[path] = bytes }
    tree = RepositoryTree(
      entries: files.sorted { $0.key < $1.key }.map { .init(path: $0.key, content: .file($0.value)) },
      presentFolders: RepositoryTree.folders)
  }

  /// The shop as it is.
  static var shop: RepositoryTree { RepositoryInput([UInt8]().span).tree }

  private static func sections(of input: Span<UInt8>) -> [(path: String, bytes: [UInt8])] {
    var sections: [(path: String, bytes: [UInt8])] = [("keys/input.yaml", [])]
    var start = 0
    while start < input.count {
      var end = start
      while end < input.count, input[end] != 0x0A { end += 1 }
      let line = input.extracting(start..<min(end + 1, input.count))
      if let path = path(line) {
        sections.append((path, []))
      } else {
        for index in line.indices { sections[sections.count - 1].bytes.append(line[index]) }
      }
      start = end + 1
    }
    return sections.filter { !$0.bytes.isEmpty || $0.path != "keys/input.yaml" }
  }

  /// The path that `line` begins a file of; nil for any other line. Only YAML in one of the two folders is ever read.
  private static func path(_ line: Span<UInt8>) -> String? {
    let mark = Array("=== ".utf8)
    guard line.count > 4, mark.indices.allSatisfy({ line[$0] == mark[$0] }) else { return nil }
    let bytes = (4..<line.count).map { line[$0] }.prefix { $0 != 0x0A }
    let path = String(decoding: bytes, as: UTF8.self)
    let isInside = path.hasPrefix("keys/") || path.hasPrefix("policies/")
    return isInside && path.hasSuffix(".yaml") ? path : "policies/\(path).yaml"
  }
}

// The shop.
extension RepositoryInput {
  private static let base: [String: [UInt8]] = [
    "policies/project.yaml": Array(project.utf8), "policies/services.yaml": Array(services.utf8),
    "policies/types.yaml": Array(types.utf8), "policies/routes.yaml": Array(routes.utf8),
    "keys/base.yaml": Array(keys.utf8),
  ]

  private static let project = """
    project:
      name: shop
      token_prefix: shop
      environments: [test, live]
      bundle:
        valid_for: 7d
        signers:
          - RWRvg1JI2oMW5m6+NXX3upbJuvgDHpB3GIAGl2RDeZvGj3FgZ5HR6Llg
          - RWTqJsjbU+Rd1oJquRBrZ2AW9iS169vdY2arORiwhDVhMv8yb0A5iI3Y
        threshold: 2
    levels: [read, write, admin]

    """

  private static let services = """
    resources:
      orders: { title: Orders, levels: [read, write] }
      bulk: { title: Bulk operations, levels: [write] }
      system: { title: System, levels: [read, write, admin], sensitive: true }
    services:
      storefront: { resources: [orders, bulk] }
      operations: { resources: [system] }

    """

  private static let types = """
    types:
      client:
        ceiling: [orders:write]
        tenant: required
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 7d }
        rate: { default: 60/min, max: 600/min }
      internal:
        ceiling: ["*:admin", "system:admin"]
        tenant: all
        networks: required
        lifetime: { max: 90d, remind: 14d }
        grace: { max: 1d }
        rate: { default: 600/min }
        stale: { after: 3d, then: read-only }

    """

  private static let routes = """
    routes:
      storefront:
        GET  /v1/status: public
        GET  /v1/tenants/{tenant}/orders: orders:read
        POST /v1/tenants/{tenant}/orders: orders:write
        POST /v1/tenants/{tenant}/orders/bulk: { scope: bulk:write, cost: 10 }
      operations:
        PUT  /v1/system/maintenance: system:admin

    """

  private static let keys = """
    key: base-client
    type: client
    environment: live
    owner: clients@shop.example
    purpose: Reads and writes orders
    tenant: base
    scopes: [orders:write]
    secrets:
      - { handle: baseClnt, sha256: \(digest("01")), created: 2026-09-01, expires: 2026-11-25 }
    ---
    key: base-internal
    type: internal
    environment: live
    owner: platform@shop.example
    purpose: Maintains the system
    scopes: [system:admin, bulk:write]
    networks: [192.0.2.0/24]
    expires: 2028-01-01
    secrets:
      - { handle: baseIntn, sha256: \(digest("03")), created: 2026-09-01, expires: 2026-11-25 }

    """

  private static func digest(_ byte: String) -> String { String(repeating: byte, count: 32) }
}
