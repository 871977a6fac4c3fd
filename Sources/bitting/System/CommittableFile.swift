/// Files that a commit could take along.
enum CommittableFile {
  /// Whether the file at `path` is in a git checkout that does not ignore it or, where git knows of none, below `root`.
  static func stands(at path: String, near root: String) async -> Bool {
    guard let folder = FilePath.real(FilePath.parent(path) ?? ".") else { return false }
    if CheckoutPrefix.top(around: folder) != nil {
      let name = String(decoding: path.utf8.split(separator: 0x2F).last ?? path.utf8[...], as: UTF8.self)
      return await !GitCheckout.ignores(name, in: folder)
    }
    return FilePath.real(root).map { FilePath.relative(folder, to: $0) != nil } ?? false
  }
}
