internal import BittingCompiler
internal import Glibc

/// Writes edits to a working tree.
enum EditWriting {
  /// The largest file that is compared before it is replaced.
  private static let limit = RepositoryTree.maximumFileSize

  /// What was written before something went wrong, and what that was.
  struct Interruption: Error {
    let written: [String]
    let failure: CommandFailure
  }

  /// Writes `edits` below `root`, in order, each file as a whole; stops at the first that fails.
  static func write(_ edits: [FileEdit], below root: String) throws(Interruption) {
    var written: [String] = []
    for edit in edits {
      do throws(CommandFailure) {
        try write(edit, below: root)
      } catch {
        throw Interruption(written: written, failure: error)
      }
      written.append(edit.path)
    }
  }

  private static func write(_ edit: FileEdit, below root: String) throws(CommandFailure) {
    let path = FilePath.join(root, edit.path)
    do throws(SystemError) {
      guard let before = edit.before else {
        if let folder = FilePath.parent(path) { try FileWriting.createFolder(folder) }
        return try FileWriting.create(path, with: edit.after.span)
      }
      let current = try FileReading.bytes(path, limit: limit, followingLinks: false)
      guard current == before else { throw SystemError(code: ESTALE) }
      try FileWriting.replace(path, with: edit.after.span, mode: mode(of: path))
    } catch {
      if error.code == ESTALE {
        throw .cannotTell("`\(edit.path)` was changed by somebody else in the meantime", hint: "try again")
      }
      throw .cannotTell("`\(edit.path)` cannot be written: \(error.message)")
    }
  }

  /// The permissions of the file that is replaced, which the new one keeps.
  private static func mode(of path: String) -> mode_t {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return 0o644 }
    return status.st_mode & 0o777
  }
}
