internal import BittingCompiler

/// What stands under `keys/` and `policies/` in one revision, before its files are read.
struct RevisionFiles {
  /// A name, and what is known of what it holds.
  struct Item {
    let path: String
    /// The object that the file is; nil if that is not known, and for what is no file.
    let object: GitObjectID?
    /// What it holds, where that was read already or is no file.
    let content: RepositoryTree.Content?
  }

  let items: [Item]
  let presentFolders: [String]

  /// The files of a commit, of which a checkout would not hold those in `rewritten` as git does.
  init(_ entries: [GitEntry], rewritten: Set<[UInt8]>) {
    items = entries.compactMap { entry in
      guard !rewritten.contains(entry.path) else {
        let path = String(decoding: entry.path, as: UTF8.self)
        return Item(path: path, object: nil, content: .irregular(kind: RepositoryTree.rewrittenFile))
      }
      return RevisionFiles.item(entry)
    }
    presentFolders = RepositoryTree.folders.filter { folder in
      entries.contains {
        $0.path.starts(with: Array(folder.utf8)) && [nil, 0x2F].contains($0.path.dropFirst(folder.utf8.count).first)
      }
    }
  }

  /// The files of a working tree, of which `objects` says what they would be in git.
  init(_ tree: RepositoryTree, objects: [GitObjectID?]) {
    items = zip(tree.entries, objects).map { Item(path: $0.path, object: $1, content: $0.content) }
    presentFolders = tree.presentFolders
  }

  private static func item(_ entry: GitEntry) -> Item? {
    let path = String(decoding: entry.path, as: UTF8.self)
    switch entry.kind {
    case .irregular(let kind): return Item(path: path, object: nil, content: .irregular(kind: kind))
    case .file where RepositoryTree.folders.contains { $0.utf8.elementsEqual(entry.path) }:
      return Item(path: path, object: nil, content: .irregular(kind: RepositoryTree.regularFile))
    case .file:
      let isDeclaration = [".yaml", ".yml"].contains { suffix in
        entry.path.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
      }
      return isDeclaration ? Item(path: path, object: entry.object, content: nil) : nil
    }
  }
}

/// Two revisions, read as far as is needed to compare them.
struct RevisionPair {
  let base: RevisionFiles
  let head: RevisionFiles

  /// Whether both have the same policies and nothing irregular, so that files of `keys/` that both have mean the same in
  /// both.
  var haveSamePolicies: Bool {
    guard base.presentFolders == head.presentFolders else { return false }
    let policies = [base, head].map { files in files.filter { !RevisionPair.isKeys($0) } }
    let areKnown = [base, head].allSatisfy { files in
      files.items.allSatisfy { item in
        guard case .irregular? = item.content else { return item.object != nil || RevisionPair.isKeys(item) }
        return false
      }
    }
    // By the bytes, how often each: names that no string tells apart, or that are not UTF-8, are those of two files.
    return areKnown && RevisionPair.counts(policies[0]) == RevisionPair.counts(policies[1])
  }

  private static func isKeys(_ item: RevisionFiles.Item) -> Bool { item.path.utf8.starts(with: "keys/".utf8) }

  private static func isDroppable(_ item: RevisionFiles.Item) -> Bool {
    isKeys(item) && !item.path.utf8.starts(with: "keys/revoked/".utf8)
  }

  /// Both with only those files of `keys/` that the other has not with the same bytes, and with `keys/revoked/`, since a
  /// secret that is new to the one may be revoked in both. Where a file stands and what it is called means nothing.
  var differing: RevisionPair {
    var common = RevisionPair.counts(head.filter(RevisionPair.isDroppable))
    let base = base.filter { item in
      guard RevisionPair.isDroppable(item), let object = item.object, let count = common[object], count > 0 else {
        return true
      }
      common[object] = count - 1
      return false
    }
    var rest = RevisionPair.counts(self.base.filter(RevisionPair.isDroppable))
    let head = head.filter { item in
      guard RevisionPair.isDroppable(item), let object = item.object, let count = rest[object], count > 0 else {
        return true
      }
      rest[object] = count - 1
      return false
    }
    return RevisionPair(base: base, head: head)
  }

  /// Whether `search` finds something in a file of `keys/` that both have and that is not in `part`, which was read.
  func finds(_ search: WordSearch, outside part: RevisionPair, in repository: GitRepository) async throws -> Bool {
    var read = RevisionPair.counts(part.head)
    let rest = head.items.filter { item in
      // What is not known as an object was read.
      guard let object = item.object else { return false }
      guard let count = read[object], count > 0 else { return true }
      read[object] = count - 1
      return false
    }
    let blobs = try await repository.blobs(
      rest.filter { $0.content == nil }.compactMap(\.object), limit: RepositoryTree.maximumFileSize)
    return rest.contains { item in
      switch item.content ?? item.object.flatMap({ blobs[$0] }).map({ $0.map { .file($0) } ?? .tooLarge }) {
      case .file(let bytes): search.finds(in: bytes.span)
      // What cannot be looked at may hold it.
      default: true
      }
    }
  }

  /// How often each object stands among `files`.
  private static func counts(_ files: RevisionFiles) -> [GitObjectID: Int] {
    var counts: [GitObjectID: Int] = [:]
    counts.reserveCapacity(files.items.count)
    for item in files.items {
      if let object = item.object { counts[object, default: 0] += 1 }
    }
    return counts
  }

  /// Both trees, with what was not read yet from `repository`.
  func trees(_ repository: GitRepository) async throws -> (base: RepositoryTree, head: RepositoryTree) {
    let wanted = (base.items + head.items).filter { $0.content == nil }.compactMap(\.object)
    let blobs = try await repository.blobs(wanted, limit: RepositoryTree.maximumFileSize)
    return (base.tree(blobs), head.tree(blobs))
  }
}

extension RevisionFiles {
  private init(items: [Item], presentFolders: [String]) {
    self.items = items
    self.presentFolders = presentFolders
  }

  fileprivate func filter(_ isKept: (Item) -> Bool) -> RevisionFiles {
    RevisionFiles(items: items.filter(isKept), presentFolders: presentFolders)
  }

  fileprivate func tree(_ blobs: [GitObjectID: [UInt8]?]) -> RepositoryTree {
    let entries = items.map { item in
      let content = item.content ?? item.object.flatMap { blobs[$0] }.map { $0.map { .file($0) } ?? .tooLarge }
      // Invariant: what has no content has an object, and all objects that were asked for are there.
      return RepositoryTree.Entry(path: item.path, content: content ?? .unreadable(reason: "it is not there"))
    }
    return RepositoryTree(entries: entries, presentFolders: presentFolders)
  }
}
