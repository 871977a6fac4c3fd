import Diagnostics
import Foundation
import TestSupport
import Testing
import YAMLSource

/// What we hand to other people's CI is right by their schemas, and asks for as little as it can.
@Suite struct IntegrationFileTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file, its text, and the schema that the validator brings for it.
  struct IntegrationFile: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let text: String
    let schema: [String]
  }

  private static func files() throws -> [IntegrationFile] {
    let action = try String(
      contentsOf: root.appendingPathComponent(".github/actions/bitting/action.yml"), encoding: .utf8)
    let gitlab = try String(contentsOf: root.appendingPathComponent(".gitlab/bitting.yml"), encoding: .utf8)
    let workflow = try Scaffolded.file(".github/workflows/bitting.yml")
    let workflowBelow = try Scaffolded.file(".github/workflows/bitting.yml", below: "infra folder")
    return [
      IntegrationFile(testDescription: "action", text: action, schema: ["vendor.github-actions"]),
      IntegrationFile(
        testDescription: "GitLab jobs", text: gitlab, schema: ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
      IntegrationFile(
        testDescription: "scaffolded workflow", text: workflow, schema: ["vendor.github-workflows"]),
      IntegrationFile(
        testDescription: "scaffolded workflow for a folder", text: workflowBelow, schema: ["vendor.github-workflows"]),
    ]
  }

  @Test(
    .enabled(if: SchemaValidator.isInstalled, "`.ci/python-tools` installs what this needs"), arguments: try files())
  func areRightByTheirOwnSchema(file: IntegrationFile) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array(file.text.utf8), to: "file.yml")
    let outcome = try SchemaValidator.run(["--builtin-schema"] + file.schema + [path])
    #expect(outcome.status == 0, "\(String(decoding: outcome.output, as: UTF8.self))")
  }

  @Test(arguments: try files())
  func runNothingThatSomebodyElseWrote(file: IntegrationFile) throws {
    let root = try #require(
      YAMLParser.parse(SourceFile(path: "", bytes: Array(file.text.utf8)), as: FileID(0)).documents.first?.root)
    #expect(!file.text.contains("pull_request_target") && !file.text.contains("workflow_run"))
    for (path, node) in Self.scalars(in: root) {
      if path.contains("run") { #expect(!node.text.contains("${{"), "\(path): \(node.text)") }
      if path.last == "uses" {
        // A tag can be moved to other code; a commit cannot.
        #expect(node.text.wholeMatch(of: /actions\/checkout@[0-9a-f]{40}/) != nil, "\(node.text)")
      }
    }
  }

  @Test func workflowAsksForLittle() throws {
    let text = try Scaffolded.file(".github/workflows/bitting.yml")
    let bytes = Array(text.utf8)
    let root = try #require(YAMLParser.parse(SourceFile(path: "", bytes: bytes), as: FileID(0)).documents.first?.root)
    let scalars = Self.scalars(in: root)
    #expect(text.contains("\npermissions: {}\n"))
    let permissions = scalars.filter { $0.path.dropLast().last == "permissions" }.map {
      "\($0.path.last ?? ""): \($0.node.text)"
    }
    #expect(permissions.sorted() == ["contents: read", "contents: read", "pull-requests: write"])
    let checkouts = scalars.count { $0.path.last == "uses" }
    #expect(scalars.count { $0.path.last == "persist-credentials" && $0.node.text == "false" } == checkouts)
    #expect(scalars.count { $0.path.last == "timeout-minutes" } == 2)
    // The only secret is the job's own token, for the comment.
    #expect(!text.contains("secrets."))
    #expect(text.components(separatedBy: "github.token").count == 2)
  }

  @Test func filesForTheTopNameTheFolder() throws {
    let workflow = try Scaffolded.file(".github/workflows/bitting.yml", below: "infra folder")
    let hooks = try Scaffolded.file(".pre-commit-config.yaml", below: "infra folder")
    func values(_ text: String, _ key: String) throws -> [String] {
      let parsed = YAMLParser.parse(SourceFile(path: "", bytes: Array(text.utf8)), as: FileID(0))
      return Self.scalars(in: try #require(parsed.documents.first?.root)).filter { $0.path.last == key }.map(
        \.node.text)
    }
    #expect(try values(workflow, "working-directory") == ["infra folder/shop"])
    #expect(
      try values(hooks, "entry") == ["fmt", "check"].map { "bitting \($0) --root 'infra folder/shop'" })
    #expect(try values(Scaffolded.file(".github/workflows/bitting.yml"), "working-directory").isEmpty)
  }

  @Test func hooksNameProgramsThatAreThere() throws {
    let hooks = try String(contentsOf: Self.root.appendingPathComponent(".pre-commit-hooks.yaml"), encoding: .utf8)
    for text in [hooks, try Scaffolded.file(".pre-commit-config.yaml")] {
      let parsed = YAMLParser.parse(SourceFile(path: "", bytes: Array(text.utf8)), as: FileID(0))
      let scalars = Self.scalars(in: try #require(parsed.documents.first?.root))
      let hooks = scalars.filter { $0.path.last == "entry" }.map(\.node.text)
      #expect(hooks == ["bitting fmt", "bitting check"])
      #expect(scalars.count { $0.path.last == "pass_filenames" && $0.node.text == "false" } == 2)
      // With `files`, a commit that only deletes a policy or a tombstone would pass unseen.
      #expect(scalars.count { $0.path.last == "always_run" && $0.node.text == "true" } == 2)
      #expect(!scalars.contains { ["files", "types", "types_or", "exclude"].contains($0.path.last) })
      #expect(scalars.count { $0.path.last == "language" && $0.node.text == "system" } == 2)
    }
  }

  /// Every scalar that is a value, with the keys that lead to it.
  private static func scalars(in node: YAMLNode, at path: [String] = []) -> [(path: [String], node: YAMLNode)] {
    switch node.kind {
    case .scalar: [(path, node)]
    case .sequence: node.items.flatMap { scalars(in: $0, at: path) }
    case .mapping: node.entries.flatMap { scalars(in: $0.value, at: path + [$0.key.text]) }
    }
  }
}

/// What `bitting init` writes.
enum Scaffolded {
  /// The program of the same build: it stands in the folder of the test executable.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("bitting").path

  /// The file `name` of a repository of its own, or of one in a folder of a git repository.
  static func file(_ name: String, below parent: String? = nil) throws -> String {
    let folder = try TemporaryFolder()
    if parent != nil {
      try FileManager.default.createDirectory(atPath: folder.path(".git"), withIntermediateDirectories: false)
    }
    let place = (parent.map { "\($0)/" } ?? "") + "shop"
    let outcome = try Program.run("env", [program, "init", folder.path(place), "--quiet"])
    guard outcome.status == 0 else { throw Failure(errors: outcome.errors) }
    return String(decoding: try folder.read("\(place)/\(name)"), as: UTF8.self)
  }

  struct Failure: Error {
    let errors: String
  }
}
