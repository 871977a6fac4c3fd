public import Diagnostics
internal import YAMLSource

/// A tree, read: its sources, what they declare, and what could not be read.
public struct LoadedRepository: Sendable {
  /// The files, sorted by path.
  public let sources: SourceSet
  /// What they declare.
  public let declarations: Declarations
  /// What is wrong with them so far.
  public let findings: [Finding]
  /// Whether something may be declared that is not here.
  public let completeness: Completeness
}

/// Reads the files of a tree into typed declarations, each file by itself.
///
/// A file that cannot be read, or only in part, hides nothing of another.
public enum Loader {
  /// Reads all of `tree`.
  public static func load(_ tree: RepositoryTree) -> LoadedRepository {
    let entries = sorted(tree)
    let sources = SourceSet(sorted: entries.map(source))
    var declarations = Declarations()
    var findings: [Finding] = []
    var completeness = Completeness()
    for (id, entry) in zip(sources.ids, entries) {
      switch entry.content {
      case .file:
        let isWhole = read(sources[id], id, into: &declarations, &findings)
        if !isWhole { completeness.miss(entry.path) }
      case .missingFolder:
        findings.append(MissingField.folder(entry.path, id))
      case .tooLarge, .irregular, .unreadable:
        findings.append(contentsOf: IrregularFile.found(entry.content, id))
        completeness.miss(entry.path)
      }
    }
    return LoadedRepository(
      sources: sources, declarations: declarations, findings: findings, completeness: completeness)
  }

  /// Reads `tree` as further files behind those of `sources`, so that findings about both can be shown together.
  ///
  /// What stands in a file tells its path: `keys/…` holds keys, everything else policies.
  package static func load(_ tree: RepositoryTree, behind sources: SourceSet) -> LoadedRepository {
    let entries = sorted(tree)
    let all = SourceSet(sorted: sources.files + entries.map(source))
    var declarations = Declarations()
    var findings: [Finding] = []
    for (id, entry) in zip(all.ids.dropFirst(sources.files.count), entries) {
      if case .file = entry.content { _ = read(all[id], id, into: &declarations, &findings) }
    }
    return LoadedRepository(
      sources: all, declarations: declarations, findings: findings, completeness: Completeness())
  }

  private static func source(_ entry: RepositoryTree.Entry) -> SourceFile {
    guard case .file(let bytes) = entry.content else { return SourceFile(path: entry.path, bytes: []) }
    return SourceFile(path: entry.path, bytes: bytes)
  }

  /// The entries by path, and among them the folders that are missing, so that their absence has a place.
  private static func sorted(_ tree: RepositoryTree) -> [RepositoryTree.Entry] {
    let missing = RepositoryTree.folders.filter { !tree.presentFolders.contains($0) }
    let entries = tree.entries + missing.map { RepositoryTree.Entry(path: $0, content: .missingFolder) }
    return entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Whether all documents of the file could be read.
  private static func read(
    _ file: SourceFile, _ id: FileID, into declarations: inout Declarations, _ findings: inout [Finding]
  ) -> Bool {
    let parsed = YAMLParser.parse(file, as: id)
    findings.append(contentsOf: parsed.findings)
    let isKeys = file.path.utf8.starts(with: "keys/".utf8)
    for root in parsed.documents.compactMap(\.root) {
      if isKeys {
        KeyLoader.load(root, into: &declarations, &findings)
      } else {
        PolicyLoader.load(root, into: &declarations, &findings)
      }
    }
    return parsed.findings.isEmpty
  }
}
