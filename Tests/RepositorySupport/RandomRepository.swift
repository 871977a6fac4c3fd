package import BittingCompiler
internal import KeyModel
internal import Sodium
package import TestSupport

/// A repository made up at random, as YAML text, with the tokens of its secrets.
///
/// It keeps to what is always an error and to nothing else: rules that can be configured are off, so that odd
/// combinations of rights come up.
package struct RandomRepository {
  /// Its files.
  package let files: [(path: String, text: String)]
  /// The tokens of its secrets and tombstones.
  package let tokens: [[UInt8]]

  /// The files as they are read.
  package var tree: RepositoryTree {
    RepositoryTree(
      entries: files.map { RepositoryTree.Entry(path: $0.path, content: .file(Array($0.text.utf8))) },
      presentFolders: ["keys", "policies"])
  }

  /// The second of UTC that all its instants are counted from.
  package static let start = 1_790_000_000 as Int64

  /// A repository without routes.
  package init(using random: inout SeededGenerator) {
    var tokens: [[UInt8]] = []
    let resources = (0..<5).map { "r\($0)" }
    var policy = """
      project: { name: shop, token_prefix: shop, environments: [test, live] }
      levels: [read, write, admin]
      resources:\n
      """
    for resource in resources {
      let levels = ["read", "write", "admin"].filter { _ in random.chance(2, of: 3) }
      let kept = levels.isEmpty ? ["write"] : levels
      policy += "  \(resource): { levels: [\(kept.joined(separator: ", "))], sensitive: \(random.chance(1, of: 4)) }\n"
    }
    policy += RandomRepository.services(of: resources, &random)
    policy += RandomRepository.types(&random)
    let keys = (0..<8).map { RandomRepository.key("key-\($0)", &tokens, &random) }
    let tombstones = (0..<3).map { RandomRepository.tombstone($0, &tokens, &random) }
    files = [
      ("policies/a.yaml", policy), ("policies/rules.yaml", RandomRepository.rulesOff),
      ("keys/k.yaml", (keys + tombstones).shuffled(using: &random).joined(separator: "---\n")),
    ]
    self.tokens = tokens
  }

  /// The same repository with routes, which can only be written once it is known which scopes there are.
  package init(_ base: RandomRepository, routes: String) {
    files = base.files + [("policies/routes.yaml", routes)]
    tokens = base.tokens
  }

  private static var rulesOff: String {
    "rules:\n" + Rules.pages.filter(\.isConfigurable).map { "  \($0.name): off\n" }.joined()
  }

  /// Two services; each resource belongs to one of them at least.
  private static func services(of resources: [String], _ random: inout SeededGenerator) -> String {
    let front = resources.filter { _ in random.chance(2, of: 3) }
    let back = resources.filter { !front.contains($0) || random.chance(1, of: 3) }
    return "services:\n"
      + [("front", front), ("back", back)].map { name, owned in
        "  \(name): { resources: [\((owned.isEmpty ? resources : owned).joined(separator: ", "))] }\n"
      }.joined()
  }

  private static func types(_ random: inout SeededGenerator) -> String {
    var text = "types:\n"
    for (index, tenant) in ["required", "optional", "all"].enumerated() {
      let action = ["allow", "read-only", "deny"].randomElement(using: &random) ?? "deny"
      text += """
          t\(index):
            ceiling: ["*:*", "r0:*", "r1:*", "r2:*", "r3:*", "r4:*"]
            tenant: \(tenant)
            lifetime: { max: 90d }
            rate: { default: unlimited }
            stale: { after: \(["1h", "2d", "30d"].randomElement(using: &random) ?? "1h"), then: \(action) }\n
        """
    }
    return text
  }

  private static func key(_ id: String, _ tokens: inout [[UInt8]], _ random: inout SeededGenerator) -> String {
    let type = Int.random(in: 0..<3, using: &random)
    var text = "key: \(id)\ntype: t\(type)\nenvironment: \(random.chance(4, of: 5) ? "live" : "test")\nowner: o\n"
    let scopes = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
      ["\"*:read\"", "\"*:write\"", "\"*:*\"", "\"r0:*\"", "\"r1:*\"", "\"r2:*\"", "\"r3:*\"", "\"r4:*\""]
        .randomElement(using: &random)
    }
    text += random.chance(1, of: 8) ? "decoy: true\n" : "scopes: [\(Set(scopes).sorted().joined(separator: ", "))]\n"
    // Types 0 and 2 do not let their keys say everything, but the rules of that are off.
    let says = type == 1 || random.chance(1, of: 4) ? random.next() % 4 : type == 0 ? random.next() % 2 : 3
    text += ["tenant: acme\n", "tenant: zen\n", "tenant: \"*\"\n", ""][Int(says)]
    if random.chance(1, of: 3) { text += "networks: [203.0.113.0/24, \"2001:db8::/32\"]\n" }
    if random.chance(1, of: 4) {
      text += "not_before: \(instant(&random, 0..<3))\nexpires: \(instant(&random, 3..<9))\n"
    }
    if random.chance(1, of: 8) { text += "disabled: for now\n" }
    let secrets = (0..<Int.random(in: 0...3, using: &random)).map { _ in secret(&tokens, &random) }
    return text + (secrets.isEmpty ? "secrets: []\n" : "secrets:\n" + secrets.joined())
  }

  private static func secret(_ tokens: inout [[UInt8]], _ random: inout SeededGenerator) -> String {
    let (token, handle) = token(&tokens, &random)
    return """
        - sha256: \(digest(token))
          created: \(instant(&random, 0..<4))
          expires: \(instant(&random, 4..<9))
      \(handle.map { "    handle: \"\($0)\"\n" } ?? "")\n
      """
  }

  private static func tombstone(
    _ index: Int, _ tokens: inout [[UInt8]], _ random: inout SeededGenerator
  ) -> String {
    let (token, handle) = token(&tokens, &random)
    let name = handle.map { "\"\($0)\"" } ?? "sha256"
    return "revoked: \(name)\nkey: key-\(index * 4)\nsha256: \(digest(token))\nat: 2026-09-01\nreason: leaked\n"
  }

  private static func token(
    _ tokens: inout [[UInt8]], _ random: inout SeededGenerator
  ) -> (bytes: [UInt8], handle: Handle?) {
    guard random.chance(5, of: 6), let prefix = TokenPrefix("shop"), let live = EnvironmentName("live") else {
      tokens.append(Array("tok_\(random.next())".utf8))
      return (tokens[tokens.count - 1], nil)
    }
    let token = Token(prefix: prefix, environment: live, using: &random)
    tokens.append(token.exposedBytes)
    return (token.exposedBytes, token.handle)
  }

  private static func digest(_ token: [UInt8]) -> String {
    String(decoding: Hex.encode(SHA256.hash(token.span).span), as: UTF8.self)
  }

  /// One of few instants, so that requests fall exactly on ends and beginnings.
  private static func instant(_ random: inout SeededGenerator, _ days: Range<Int64>) -> Instant {
    Instant(seconds: start + Int64.random(in: days, using: &random) * 86_400)
  }
}

extension SeededGenerator {
  /// True `part` times of `whole`.
  package mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &self) < part
  }
}
