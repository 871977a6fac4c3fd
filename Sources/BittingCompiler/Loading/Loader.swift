public import Diagnostics
internal import KeyModel
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
  /// The secrets that stand in them.
  package let secrets: [WrittenSecret]
}

/// Reads the files of a tree into typed declarations, each file by itself.
///
/// A file that cannot be read, or only in part, hides nothing of another.
public enum Loader {
  /// How many files a thread takes at once, at most.
  private static let batchLength = 64
  /// How many times each thread comes back for more, at least, so that none waits long for the last one.
  private static let turns = 16

  /// Reads all of `tree`.
  public static func load(_ tree: RepositoryTree, on workers: Workers = .all) -> LoadedRepository {
    let entries = sorted(tree)
    // Little work is done sooner than other threads are awake.
    let workers = isLittle(entries) ? Workers(1) : workers
    let length = min(max(entries.count / (workers.count * turns), 1), batchLength)
    let batches = workers.map((entries.count + length - 1) / length) { batch in
      let start = batch * length
      return read(entries[start..<min(start + length, entries.count)], from: start)
    }
    return joined(entries.map { SourceFile($0) }, batches)
  }

  /// Reads `tree` as further files behind those of `sources`, so that findings about both can be shown together.
  ///
  /// What stands in a file tells its path: `keys/…` holds keys, everything else policies.
  package static func load(_ tree: RepositoryTree, behind sources: SourceSet) -> LoadedRepository {
    let entries = sorted(tree)
    var files = LoadedFiles()
    for (place, entry) in entries.enumerated() {
      switch entry.content {
      case .file, .stored: files.read(entry, FileID(sources.files.count + place))
      case .tooLarge, .irregular, .missingFolder, .unreadable: break
      }
    }
    return joined(sources.files + entries.map { SourceFile($0) }, [files.packed])
  }

  private static func isLittle(_ entries: [RepositoryTree.Entry]) -> Bool {
    var bytes = 0
    for entry in entries {
      switch entry.content {
      case .file(let content): bytes += content.count
      // Where files are not held, there are many.
      case .stored: return false
      case .tooLarge, .irregular, .missingFolder, .unreadable: break
      }
    }
    return bytes < 1 << 18
  }

  private static func read(_ entries: ArraySlice<RepositoryTree.Entry>, from first: Int) -> LoadedFiles.Packed {
    var files = LoadedFiles()
    for (place, entry) in entries.enumerated() { files.read(entry, FileID(first + place)) }
    return files.packed
  }

  private static func joined(_ sources: [SourceFile], _ batches: [LoadedFiles.Packed]) -> LoadedRepository {
    var (declarations, findings) = (Declarations(), [Finding]())
    var (secrets, completeness) = ([WrittenSecret](), Completeness())
    declarations.keys.reserveCapacity(batches.reduce(0) { $0 + $1.declarations.keys.count })
    for batch in batches {
      findings += batch.findings
      declarations.append(batch.declarations, &findings)
      secrets += batch.secrets
      for missed in batch.missed { completeness.miss(sources[Int(missed.file.index)].path, unreadable: missed.reason) }
    }
    return LoadedRepository(
      sources: SourceSet(sorted: sources), declarations: declarations, findings: findings, completeness: completeness,
      secrets: secrets)
  }

  /// The entries by path, and among them the folders that are missing, so that their absence has a place.
  private static func sorted(_ tree: RepositoryTree) -> [RepositoryTree.Entry] {
    let missing = RepositoryTree.folders.filter { !tree.presentFolders.contains($0) }
    let entries = tree.entries + missing.map { RepositoryTree.Entry(path: $0, content: .missingFolder) }
    var paths = TextColumn()
    paths.reserveCapacity(entries.count)
    for entry in entries { paths.append(entry.path.utf8.span) }
    return TextOrder(paths).places.map { entries[$0] }
  }
}

extension SourceFile {
  fileprivate init(_ entry: RepositoryTree.Entry) {
    switch entry.content {
    case .file(let bytes): self.init(path: entry.path, bytes: bytes)
    case .stored(let file): self.init(path: entry.path, reading: file.readAgain)
    case .tooLarge, .irregular, .missingFolder, .unreadable: self.init(path: entry.path, bytes: [])
    }
  }
}
