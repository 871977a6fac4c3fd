/// One file of a repository: where it stands and what is in it.
public struct SourceFile: Sendable {
  /// The path relative to the repository's root, with `/` between its parts.
  ///
  /// Bytes of a name that are not UTF-8 are replaced; the path is for people, not for opening the file again.
  public let path: String
  private let content: Content

  private enum Content: Sendable {
    case held([UInt8])
    case elsewhere(@Sendable () -> [UInt8]?)
  }

  /// A file at `path`, relative to the root, that holds `bytes`.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    content = .held(bytes)
  }

  /// A file at `path`, relative to the root, that is read again for each look at its bytes, so that not all files of a
  /// large tree have to be held at once. `read` returns nil once the file is not what it was.
  public init(path: String, reading read: @escaping @Sendable () -> [UInt8]?) {
    self.path = path
    content = .elsewhere(read)
  }

  /// All bytes of the file, untouched; none of a file that is not what it was.
  public var bytes: [UInt8] {
    switch content {
    case .held(let bytes): bytes
    case .elsewhere(let read): read() ?? []
    }
  }

  /// The file with its bytes at hand; nil if it is not what it was.
  package var held: SourceFile? {
    guard case .elsewhere(let read) = content else { return self }
    return read().map { SourceFile(path: path, bytes: $0) }
  }
}

/// Which file of a ``SourceSet`` is meant.
public struct FileID: Hashable, Comparable, Sendable {
  /// The file's place in the set, from 0.
  public let index: Int32

  /// The file at `index` of its set.
  public init(_ index: Int) {
    self.index = Int32(truncatingIfNeeded: index)
  }

  /// The order of the set.
  public static func < (one: FileID, other: FileID) -> Bool { one.index < other.index }
}

/// The files that one run looks at, in the order of their paths' bytes.
public struct SourceSet: Sendable {
  /// The files; a ``FileID`` is an index into them.
  public let files: [SourceFile]

  /// The set of `files`, sorted by path so that neither the file system nor the caller decides an order.
  public init(_ files: [SourceFile]) {
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The set of `files`, which are sorted already.
  package init(sorted files: [SourceFile]) {
    self.files = files
  }

  /// The set with the bytes of the files `ids` at hand, and those of them that are not what they were.
  package func holding(_ ids: Set<FileID>) -> (SourceSet, changed: [FileID]) {
    var (files, changed) = (files, [FileID]())
    for id in ids.sorted() where files.indices.contains(Int(id.index)) {
      if let held = self[id].held { files[Int(id.index)] = held } else { changed.append(id) }
    }
    return (SourceSet(sorted: files), changed)
  }

  /// The file that `id` names.
  public subscript(id: FileID) -> SourceFile { files[Int(id.index)] }

  /// All identities, in order.
  public var ids: [FileID] { files.indices.map(FileID.init) }
}
