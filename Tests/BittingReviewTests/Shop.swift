import BittingCompiler
import KeyModel
import RepositorySupport
import TestSupport

/// A repository as values, so that any part of it can be edited and written as YAML again.
struct Shop {
  struct Resource {
    var levels: [String]
    var isSensitive: Bool
  }

  struct KeyType {
    var tenant: String
    var staleAfter: String?
    var staleThen: String?
  }

  struct Secret {
    var name: Int
    var hasHandle: Bool
    var created: Int64
    var expires: Int64
  }

  struct Key {
    var type: String
    var environment: String
    var scopes: [String]
    var tenant: String?
    var networks: [String]?
    var notBefore: Int64?
    var expires: Int64?
    var isDisabled: Bool
    var isDecoy: Bool
    var secrets: [Secret]
  }

  var prefix = "shop"
  var environments = ["live", "test"]
  var validFor = "6d"
  var levels = ["read", "write", "admin"]
  var resources: [String: Resource] = [:]
  var services: [String: [String]] = [:]
  var types: [String: KeyType] = [:]
  var routes: [String: [String: String]] = [:]
  var keys: [String: Key] = [:]
  var tombstones: [Int: String] = [:]
  var foreign: Set<Int> = []

  static let start: Int64 = 1_790_000_000
  static let day: Int64 = 86_400

  /// Secret `name` as its digest; it is nobody's digest, which does not matter where no token is shown.
  static func digest(_ name: Int) -> String {
    let digits = String(name + 0x1000, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  static func handle(_ name: Int) -> String {
    let digits = String(name)
    return "hand" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

// As YAML.
extension Shop {
  var tree: RepositoryTree {
    let files = [("policies/all.yaml", policy), ("keys/all.yaml", declarations)]
    return RepositoryTree(
      entries: files.map { RepositoryTree.Entry(path: $0.0, content: .file(Array($0.1.utf8))) },
      presentFolders: ["keys", "policies"])
  }

  /// The same with a file for each key and tombstone.
  var scattered: RepositoryTree {
    let files = [("policies/all.yaml", policy)] + documents.enumerated().map { ("keys/\($0).yaml", $1) }
    return RepositoryTree(
      entries: files.map { RepositoryTree.Entry(path: $0.0, content: .file(Array($0.1.utf8))) },
      presentFolders: ["keys", "policies"])
  }

  private func list(_ items: [String]) -> String {
    "[" + items.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }

  private var policy: String {
    var text = """
      project: { name: shop, token_prefix: \(prefix), environments: \(list(environments)), bundle: { valid_for: \(validFor) } }
      levels: \(list(levels))
      resources:\n
      """
    for (name, resource) in resources.sorted(by: { $0.key < $1.key }) {
      text += "  \(name): { levels: \(list(resource.levels)), sensitive: \(resource.isSensitive) }\n"
    }
    text += "services:\n"
    for (name, owned) in services.sorted(by: { $0.key < $1.key }) {
      text += "  \(name): { resources: \(list(owned)) }\n"
    }
    text += "types:\n"
    for (name, type) in types.sorted(by: { $0.key < $1.key }) {
      text += "  \(name):\n    ceiling: [\"*:*\"]\n    tenant: \(type.tenant)\n    lifetime: { max: 90d }\n"
      text += "    rate: { default: unlimited }\n"
      if type.staleAfter != nil || type.staleThen != nil {
        let fields = [type.staleAfter.map { "after: \($0)" }, type.staleThen.map { "then: \($0)" }].compactMap { $0 }
        text += "    stale: { \(fields.joined(separator: ", ")) }\n"
      }
    }
    text += "routes:\n"
    for (service, routes) in routes.sorted(by: { $0.key < $1.key }) where !routes.isEmpty {
      text += "  \(service):\n"
      for (route, access) in routes.sorted(by: { $0.key < $1.key }) { text += "    \(route): \(access)\n" }
    }
    return text
  }

  private var declarations: String { documents.joined(separator: "---\n") }

  private var documents: [String] {
    let keys = keys.sorted { $0.key < $1.key }.map { yaml($0, $1) }
    let tombstones = tombstones.sorted { $0.key < $1.key }.map { name, key in
      let handle = foreign.contains(name) ? "sha256" : "\"\(Shop.handle(name))\""
      return "revoked: \(handle)\nkey: \(key)\nsha256: \"\(Shop.digest(name))\"\nat: 2026-09-01\nreason: leaked\n"
    }
    return keys + tombstones
  }

  private func yaml(_ name: String, _ key: Key) -> String {
    var text =
      "key: \(name)\ntype: \(key.type)\nenvironment: \(key.environment)\nowner: o\nscopes: \(list(key.scopes))\n"
    if let tenant = key.tenant { text += "tenant: \"\(tenant)\"\n" }
    if let networks = key.networks { text += "networks: \(list(networks))\n" }
    if let start = key.notBefore { text += "not_before: \(Instant(seconds: start))\n" }
    if let end = key.expires { text += "expires: \(Instant(seconds: end))\n" }
    if key.isDisabled { text += "disabled: for now\n" }
    if key.isDecoy { text += "decoy: true\n" }
    guard !key.secrets.isEmpty else { return text + "secrets: []\n" }
    text += "secrets:\n"
    for secret in key.secrets {
      let handle = secret.hasHandle ? "handle: \"\(Shop.handle(secret.name))\", " : ""
      text += "  - { \(handle)sha256: \"\(Shop.digest(secret.name))\", "
      text += "created: \(Instant(seconds: secret.created)), expires: \(Instant(seconds: secret.expires)) }\n"
    }
    return text
  }
}
