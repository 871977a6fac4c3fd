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
  public static func load(_ tree: RepositoryTree, on workers: Workers = .all) -> LoadedRepository {
    let entries = sorted(tree)
    let sources = SourceSet(sorted: entries.map(source))
    var all = LoadedFile()
    var completeness = Completeness()
    // Little work is done sooner than other threads are awake.
    let isLittle = sources.files.reduce(0) { $0 + $1.bytes.count } < 1 << 18
    let files = (isLittle ? Workers(1) : workers).map(entries.count) {
      read(entries[$0].content, sources.files[$0], FileID($0))
    }
    all.declarations.keys.reserveCapacity(files.reduce(0) { $0 + $1.declarations.keys.count })
    for (file, entry) in zip(files, entries) {
      all.append(file)
      if !file.isWhole { completeness.miss(entry) }
    }
    return LoadedRepository(
      sources: sources, declarations: all.declarations, findings: all.findings, completeness: completeness)
  }

  /// Reads `tree` as further files behind those of `sources`, so that findings about both can be shown together.
  ///
  /// What stands in a file tells its path: `keys/…` holds keys, everything else policies.
  package static func load(_ tree: RepositoryTree, behind sources: SourceSet) -> LoadedRepository {
    let entries = sorted(tree)
    let both = SourceSet(sorted: sources.files + entries.map(source))
    var all = LoadedFile()
    for (id, entry) in zip(both.ids.dropFirst(sources.files.count), entries) {
      if case .file = entry.content { all.append(LoadedFile(reading: both[id], id)) }
    }
    return LoadedRepository(
      sources: both, declarations: all.declarations, findings: all.findings, completeness: Completeness())
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

  private static func read(_ content: RepositoryTree.Content, _ file: SourceFile, _ id: FileID) -> LoadedFile {
    switch content {
    case .file: LoadedFile(reading: file, id)
    case .missingFolder: LoadedFile(findings: [MissingField.folder(file.path, id)])
    case .tooLarge, .irregular, .unreadable:
      LoadedFile(findings: IrregularFile.found(content, file.path, id), isWhole: false)
    }
  }
}

/// What one file declares, by itself.
private struct LoadedFile: Sendable {
  var declarations = Declarations()
  var findings: [Finding] = []
  /// Whether everything in it could be read.
  var isWhole = true

  init(findings: [Finding] = [], isWhole: Bool = true) {
    self.findings = findings
    self.isWhole = isWhole
  }

  init(reading file: SourceFile, _ id: FileID) {
    let parsed = YAMLParser.parse(file, as: id)
    findings = parsed.findings
    isWhole = parsed.findings.isEmpty
    let isKeys = file.path.utf8.starts(with: "keys/".utf8)
    for root in parsed.documents.compactMap(\.root) {
      if isKeys {
        KeyLoader.load(root, into: &declarations, &findings)
      } else {
        PolicyLoader.load(root, into: &declarations, &findings)
      }
    }
    findings = findings.limitedInEachFile()
  }

  /// Adds a file that comes later.
  mutating func append(_ file: LoadedFile) {
    findings += file.findings
    declarations.append(file.declarations, &findings)
  }
}
