/// A file that can be read when it is needed, and again, so that the files of a large tree are not all held at once.
public struct StoredFile: Sendable {
  private let content: @Sendable () -> RepositoryTree.Content

  /// A file that `content` reads.
  ///
  /// What it returns is never `stored`. Once it has returned a `file` it returns the same bytes, or says that the file is
  /// `unreadable` because it was changed.
  public init(_ content: @escaping @Sendable () -> RepositoryTree.Content) {
    self.content = content
  }

  /// What stands there.
  public func read() -> RepositoryTree.Content { content() }

  /// The bytes of the file that was read before; nil if it is not what it was.
  func readAgain() -> [UInt8]? {
    guard case .file(let bytes) = content() else { return nil }
    return bytes
  }
}

/// What stands under `keys/` and `policies/`, however it was read: from a working tree or from git's objects.
public struct RepositoryTree: Sendable {
  /// One name in the tree.
  public struct Entry: Sendable {
    /// The path relative to the root, with `/` between its parts.
    public let path: String
    /// What it is.
    public let content: Content

    /// What stands at `path`.
    public init(path: String, content: Content) {
      self.path = path
      self.content = content
    }
  }

  /// What an entry is.
  public enum Content: Sendable {
    /// A regular file.
    case file([UInt8])
    /// A regular file that is read when it is its turn.
    case stored(StoredFile)
    /// A regular file that was not read, because it is larger than ``maximumFileSize``.
    case tooLarge
    /// Something that is never followed or opened: `a symbolic link`, `a named pipe`.
    case irregular(kind: String)
    /// One of ``folders``, which is not there.
    case missingFolder
    /// Something that could not be read, with the system's word for why.
    case unreadable(reason: String)
  }

  /// The tree with all files read.
  public func held(on workers: Workers = .all) -> RepositoryTree {
    let held = workers.map(entries.count) { place in
      guard case .stored(let file) = entries[place].content else { return entries[place] }
      return Entry(path: entries[place].path, content: file.read())
    }
    return RepositoryTree(entries: held, presentFolders: presentFolders)
  }

  /// The largest file that is read: 64 MiB.
  public static let maximumFileSize = 64 << 20
  /// The folders that are looked at.
  public static let folders = ["keys", "policies"]

  /// What stands in the place of one of ``folders`` if it is a file.
  public static let regularFile = "a regular file"
  /// What a file is that a checkout would not hold as it stands in git.
  public static let rewrittenFile = "a file that git rewrites when it is checked out"

  /// Every entry whose name ends in `.yaml` or `.yml`, and everything that is neither file nor folder.
  public let entries: [Entry]
  /// Those of ``folders`` that exist.
  public let presentFolders: [String]

  /// A tree of `entries` under those of the folders that are there.
  public init(entries: [Entry], presentFolders: [String]) {
    self.entries = entries
    self.presentFolders = presentFolders
  }
}
