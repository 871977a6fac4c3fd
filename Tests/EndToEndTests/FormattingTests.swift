import BittingCompiler
import BittingSchema
import BundleWriting
import Diagnostics
import Foundation
import KeyModel
import RepositorySupport
import TestSupport
import Testing
import YAMLFormat
import YAMLSource

/// Layout is for people: whatever it is, the same bundles come out.
@Suite struct FormattingTests {
  private let now = Instant(seconds: RandomRepository.start)

  @Test func compilesToTheSamePayloads() throws {
    var random = SeededGenerator(printing: "untidy repositories")
    for _ in 0..<40 {
      let base = RandomRepository(using: &random)
      let bare = Checker.check(base.tree, at: now).uncheckedCatalog
      let repository = RandomRepository(base, routes: RandomRoutes.yaml(for: bare, using: &random))
      let untidy = try map(repository.tree) { UntidyYAML.text($0, using: &random) }
      let payloads = try payloads(of: repository.tree, at: now)
      try #require(!payloads.isEmpty)
      #expect(try self.payloads(of: untidy, at: now) == payloads)
      #expect(try self.payloads(of: formatted(untidy), at: now) == payloads)
    }
  }

  @Test func keepsThisRepositorysOwnFiles() throws {
    let tree = try ownTree()
    let changed = try formatted(tree).entries.filter { entry in
      !tree.entries.contains { $0.path == entry.path && bytes($0) == bytes(entry) }
    }
    #expect(changed.map(\.path) == [])
    let instant = try #require(Instant("2026-11-20T12:00:00Z"))
    var random = SeededGenerator(printing: "untidy own files")
    let untidy = try map(tree) { UntidyYAML.text($0, using: &random) }
    #expect(try payloads(of: formatted(untidy), at: instant) == payloads(of: tree, at: instant))
  }

  private func payloads(of tree: RepositoryTree, at instant: Instant) throws -> [[UInt8]] {
    let checked = Checker.check(tree, at: instant)
    let catalog = try #require(checked.checkedCatalog, "\(checked.findings.map(\.message))")
    let environments = catalog.catalog.declarations.project?.environments.map(\.value) ?? []
    let names = catalog.catalog.services.map(\.name).sorted()
    return try names.flatMap { service in
      try environments.sorted().compactMap { environment in
        guard let content = BundleAssembler.content(of: catalog, service: service, environment: environment) else {
          return nil
        }
        return try PayloadEncoder.encode(content)
      }
    }
  }

  private func formatted(_ tree: RepositoryTree) throws -> RepositoryTree {
    let entries = try tree.entries.map { entry in
      let schema = try #require(DeclarationSchema(path: entry.path))
      let file = SourceFile(path: entry.path, bytes: bytes(entry))
      let once = try YAMLFormatter.format(file, order: schema.fieldOrder)
      let again = SourceFile(path: entry.path, bytes: once)
      #expect(try YAMLFormatter.format(again, order: schema.fieldOrder) == once)
      return RepositoryTree.Entry(path: entry.path, content: .file(once))
    }
    return RepositoryTree(entries: entries, presentFolders: tree.presentFolders)
  }

  private func map(_ tree: RepositoryTree, _ text: ([YAMLNode]) -> String) throws -> RepositoryTree {
    let entries = tree.entries.map { entry in
      let parsed = YAMLParser.parse(SourceFile(path: entry.path, bytes: bytes(entry)), as: FileID(0))
      return RepositoryTree.Entry(
        path: entry.path, content: .file(Array(text(parsed.documents.compactMap(\.root)).utf8)))
    }
    return RepositoryTree(entries: entries, presentFolders: tree.presentFolders)
  }

  private func bytes(_ entry: RepositoryTree.Entry) -> [UInt8] {
    if case .file(let bytes) = entry.content { bytes } else { [] }
  }

  private func ownTree() throws -> RepositoryTree {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    var entries: [RepositoryTree.Entry] = []
    for folder in RepositoryTree.folders {
      let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
      while let name = names?.nextObject() as? String {
        guard name.hasSuffix(".yaml") else { continue }
        let bytes = [UInt8](try Data(contentsOf: root.appendingPathComponent("\(folder)/\(name)")))
        entries.append(RepositoryTree.Entry(path: "\(folder)/\(name)", content: .file(bytes)))
      }
    }
    return RepositoryTree(entries: entries, presentFolders: RepositoryTree.folders)
  }
}
