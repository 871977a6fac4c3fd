import BittingCompiler
import BundleWriting
import Diagnostics
import KeyModel
import RepositorySupport
import TestSupport
import Testing

/// What `check --fix` does to random repositories: nothing that a service would notice.
@Suite struct FixedPayloadTests {
  @Test func whatIsFixedIsSealedToTheSameBytes() throws {
    var random = SeededGenerator(printing: "repositories to fix")
    var made: [String: Int] = [:]
    for _ in 0..<60 {
      let files = try Self.files(&random)
      let now = Instant(seconds: RandomRepository.start + Int64.random(in: 0..<8, using: &random) * 86_400)
      let before = EditableRepository(Self.tree(files), at: now)
      let fixes = try before.fixingWhatIsCertain()
      let tree = Self.tree(files).applying(fixes.edits)
      for fix in fixes.made { made[fix.rule, default: 0] += 1 }
      #expect(try Self.payloads(before.checked) == Self.payloads(Checker.check(tree, at: now)), "\(files)")
      #expect(try EditableRepository(tree, at: now).fixingWhatIsCertain().edits.isEmpty, "\(files)")
      for edit in fixes.edits { #expect(Self.comments(edit.before ?? []) == Self.comments(edit.after), "\(files)") }
    }
    print("fixes: \(made.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
    #expect(made["redundant-grant"] ?? 0 > 0 && made["grace-past-expiry"] ?? 0 > 0)
  }

  /// A random repository whose keys ask for more than they need, with comments between their fields.
  private static func files(_ random: inout SeededGenerator) throws -> [(path: String, text: String)] {
    let base = RandomRepository(using: &random)
    let catalog = Checker.check(base.tree, at: Instant(seconds: RandomRepository.start)).uncheckedCatalog
    let scopes = catalog.resources.flatMap { resource in
      resource.ranks.map { "\(resource.name):\(catalog.ladder.names[$0])" } + ["\"\(resource.name):*\""]
    }
    return base.files.map { path, text in
      let rules = ["redundant-grant", "grace-past-expiry"]
      guard path == "keys/k.yaml" else {
        return (path, rules.reduce(text) { $0.replacing("  \($1): off\n", with: "  \($1): note\n") })
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { number, line in
        line.hasPrefix("scopes:")
          ? "# \(number)\n" + self.scopes(scopes, &random) + " # beside \(number)" : String(line)
      }
      return (path, lines.joined(separator: "\n"))
    }
  }

  private static func scopes(_ known: [String], _ random: inout SeededGenerator) -> String {
    let wild = ["\"*:read\"", "\"*:write\"", "\"*:*\""]
    let picked = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
      (random.chance(1, of: 5) ? wild : known).randomElement(using: &random)
    }
    if random.chance(1, of: 2) { return "scopes: [\(picked.joined(separator: ", "))]" }
    return "scopes:\n" + picked.map { "  - \($0)" }.joined(separator: "\n")
  }

  private static func payloads(_ checked: CheckedRepository) throws -> [[UInt8]] {
    let catalog = try #require(checked.checkedCatalog, "\(checked.findings.map(\.message))")
    return try catalog.catalog.services.flatMap { service in
      try ["test", "live"].map { name in
        let environment = try #require(EnvironmentName(name))
        let content = try #require(
          BundleAssembler.content(of: catalog, service: service.name, environment: environment))
        return try PayloadEncoder.encode(content)
      }
    }
  }

  /// The comments that stand on lines of their own.
  private static func comments(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
  }

  private static func tree(_ files: [(path: String, text: String)]) -> RepositoryTree {
    RepositoryTree(
      entries: files.map { RepositoryTree.Entry(path: $0.path, content: .file(Array($0.text.utf8))) },
      presentFolders: RepositoryTree.folders)
  }
}
