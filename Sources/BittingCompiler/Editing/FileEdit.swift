/// One file as an edit leaves it.
package struct FileEdit: Sendable {
  /// The path relative to the root, with `/` between its parts.
  package let path: String
  /// What the file held when the edit was worked out; nil for a file that is new.
  package let before: [UInt8]?
  /// What it is to hold.
  package let after: [UInt8]

  /// `after` at `path`, in the place of `before`.
  package init(path: String, before: [UInt8]?, after: [UInt8]) {
    self.path = path
    self.before = before
    self.after = after
  }
}

extension RepositoryTree {
  /// The tree as it will be once `edits` are written.
  package func applying(_ edits: [FileEdit]) -> RepositoryTree {
    let edited = Dictionary(edits.map { (Array($0.path.utf8), $0) }, uniquingKeysWith: { $1 })
    let kept = entries.filter { edited[Array($0.path.utf8)] == nil }
    let written = edited.values.map { Entry(path: $0.path, content: .file($0.after)) }
    let present = RepositoryTree.folders.filter { folder in
      presentFolders.contains(folder) || edits.contains { $0.path.utf8.starts(with: "\(folder)/".utf8) }
    }
    return RepositoryTree(entries: kept + written, presentFolders: present)
  }

  /// What stands at `path`, or at a folder that it would have to go through; nil if the way is free.
  func obstacle(at path: String) -> Entry? {
    entries.first { entry in
      if entry.path.utf8.elementsEqual(path.utf8) { return true }
      switch entry.content {
      case .file, .stored: return false
      case .tooLarge, .irregular, .missingFolder, .unreadable: return path.utf8.starts(with: "\(entry.path)/".utf8)
      }
    }
  }
}
