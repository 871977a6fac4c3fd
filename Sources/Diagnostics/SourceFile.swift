/// One file of a repository: where it stands and what is in it.
public struct SourceFile: Sendable {
  /// The path relative to the repository's root, with `/` between its parts.
  ///
  /// Bytes of a name that are not UTF-8 are replaced; the path is for people, not for opening the file again.
  public let path: String
  /// All bytes of the file, untouched.
  public let bytes: [UInt8]

  /// A file at `path`, relative to the root, that holds `bytes`.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
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

  /// The file that `id` names.
  public subscript(id: FileID) -> SourceFile { files[Int(id.index)] }

  /// All identities, in order.
  public var ids: [FileID] { files.indices.map(FileID.init) }
}
