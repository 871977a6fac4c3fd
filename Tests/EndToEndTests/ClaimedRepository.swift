import BittingCompiler
import Diagnostics
import KeyModel
import RepositorySupport
import Sodium
import TestSupport
import Testing

/// A random repository with claims, and the same one as somebody would use it who tries out every scope.
struct ClaimedRepository {
  let files: [(path: String, text: String)]
  let claims: [RandomClaim]
  let now: Instant
  /// All scopes that there are.
  let scopes: [String]

  private static let start = RandomRepository.start

  init(using random: inout SeededGenerator) throws {
    let base = RandomRepository(using: &random)
    let bare = Checker.check(base.tree, at: Instant(seconds: Self.start)).uncheckedCatalog
    let scopes = bare.resources.flatMap { resource in
      resource.ranks.map { "\(resource.name):\(bare.ladder.names[$0])" }
    }
    let claims = (0..<8).map { RandomClaim("claim \($0)", of: scopes, using: &random) }
    let routes = RandomRoutes.yaml(for: bare, using: &random)
    files =
      RandomRepository(base, routes: routes).files.map { path, text in
        // A tenant that is a literal of routes, too, so that a route may be hidden from a key.
        (path, text.replacing("tenant: zen\n", with: "tenant: a\n").replacing("violated: off", with: "violated: error"))
      } + [("policies/claims.yaml", "assertions:\n" + claims.map(\.yaml).joined())]
    (self.claims, self.scopes) = (claims, scopes)
    let day = Int64.random(in: 0..<10, using: &random)
    now = Instant(seconds: Self.start + day * 86_400 + Int64.random(in: -1...1, using: &random))
  }

  var tree: RepositoryTree { Self.tree(files) }

  /// The token with which a key is tried out.
  static func token(of key: String) -> [UInt8] { Array("tok_of_\(key)".utf8) }

  /// The repository in which every key is enabled, has begun and has a live secret; `key`, if there is one, asks for
  /// `scopes` instead of its own.
  func triedOut(_ key: String? = nil, with scopes: [String] = []) throws -> Catalog {
    let files = files.filter { $0.path != "policies/claims.yaml" }.map { path, text in
      guard path == "keys/k.yaml" else { return (path, text) }
      let documents = text.split(separator: "---\n").map(String.init).filter { $0.hasPrefix("key: ") }
      return (path, documents.map { Self.triedOut($0, key, scopes) }.joined(separator: "---\n"))
    }
    let checked = Checker.check(Self.tree(files), at: now)
    return try #require(checked.checkedCatalog, "\(checked.findings.map(\.message))").catalog
  }

  private static func triedOut(_ document: String, _ key: String?, _ scopes: [String]) -> String {
    let lines = document.split(separator: "\n").prefix { !$0.hasPrefix("secrets:") }.map(String.init)
    let id = String(lines[0].dropFirst("key: ".count))
    let kept = lines.filter { !$0.hasPrefix("not_before:") && !$0.hasPrefix("disabled:") }.map { line in
      id == key && line.hasPrefix("scopes:") ? "scopes: [\(scopes.joined(separator: ", "))]" : line
    }
    let digest = String(decoding: Hex.encode(SHA256.hash(token(of: id).span).span), as: UTF8.self)
    let (created, expires) = (Instant(seconds: start - 90_000), Instant(seconds: start + 30 * 86_400))
    let secret = "secrets:\n  - { sha256: \(digest), created: \(created), expires: \(expires) }\n"
    return kept.map { $0 + "\n" }.joined() + secret
  }

  private static func tree(_ files: [(path: String, text: String)]) -> RepositoryTree {
    RepositoryTree(
      entries: files.map { RepositoryTree.Entry(path: $0.path, content: .file(Array($0.text.utf8))) },
      presentFolders: RepositoryTree.folders)
  }
}
