internal import BittingCompiler

/// The repository that a folder is a part of.
enum OuterRepository {
  /// The folder of the repository in whose `keys/` or `policies/` the folder at `path` is, or would be made; nil where it is
  /// in none.
  ///
  /// A repository is recognised by having both: people may well have folders called so.
  static func around(_ path: String) -> String? {
    guard var folder = FilePath.real(nearestThere(path)) else { return nil }
    while let parent = FilePath.parent(folder), parent != folder {
      let name = FilePath.relative(folder, to: parent) ?? ""
      let isDeclarations = RepositoryTree.folders.contains { $0.utf8.elementsEqual(name.utf8) }
      if isDeclarations, RepositoryTree.folders.allSatisfy({ FilePath.isFolder(FilePath.join(parent, $0)) }) {
        return parent
      }
      folder = parent
    }
    return nil
  }

  /// `path`, or the nearest folder above it that is there.
  private static func nearestThere(_ path: String) -> String {
    var path = path
    while !FilePath.exists(path) {
      guard let parent = FilePath.parent(path), parent != path else { return "." }
      path = parent
    }
    return path
  }
}
