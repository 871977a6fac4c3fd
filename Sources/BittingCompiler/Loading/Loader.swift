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
    let sources = SourceSet(tree.entries.map(source) + missingFolders(tree))
    let contents = Dictionary(tree.entries.map { (Array($0.path.utf8), $0.content) }) { first, _ in first }
    var declarations = Declarations()
    var findings: [Finding] = []
    var completeness = Completeness()
    for id in sources.ids {
      switch contents[Array(sources[id].path.utf8)] {
      case .file:
        let isWhole = read(sources[id], id, into: &declarations, &findings)
        if !isWhole { completeness.miss(sources[id].path) }
      case .some(let content):
        findings.append(contentsOf: IrregularFile.found(content, id))
        completeness.miss(sources[id].path)
      case nil: findings.append(MissingField.folder(sources[id].path, id))
      }
    }
    return LoadedRepository(
      sources: sources, declarations: declarations, findings: findings, completeness: completeness)
  }

  private static func source(_ entry: RepositoryTree.Entry) -> SourceFile {
    guard case .file(let bytes) = entry.content else { return SourceFile(path: entry.path, bytes: []) }
    return SourceFile(path: entry.path, bytes: bytes)
  }

  /// A folder that is not there stands in the sources as an empty file, so that its absence has a place.
  private static func missingFolders(_ tree: RepositoryTree) -> [SourceFile] {
    RepositoryTree.folders.filter { !tree.presentFolders.contains($0) }.map { SourceFile(path: $0, bytes: []) }
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
