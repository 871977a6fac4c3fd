internal import BittingCompiler

/// The files and folders that were named on the command line, as paths from the root.
struct PathSelection {
  private var selected: [(argument: String, path: String)] = []

  /// The selection of `arguments`, which are relative to the working directory; none selects everything.
  init(_ arguments: [String], root: String) throws {
    guard !arguments.isEmpty else { return }
    guard let root = FilePath.real(root) else { throw CommandFailure.cannotTell("there is no folder `\(root)`") }
    for argument in arguments {
      guard let path = FilePath.real(argument) else { throw CommandFailure.unreadable(argument, .last) }
      guard let inner = FilePath.relative(path, to: root) else {
        throw CommandFailure.usage("`\(argument)` is outside of the repository `\(root)`")
      }
      selected.append((argument, inner))
    }
  }

  /// The entries of `tree` that are selected; an argument that selects none is no answer.
  func entries(of tree: RepositoryTree) throws -> [RepositoryTree.Entry] {
    for (argument, path) in selected where !tree.entries.contains(where: { PathSelection.selects(path, $0) }) {
      throw CommandFailure.cannotTell(
        "there are no declarations at `\(argument)`", hint: "they are YAML files below `keys/` and `policies/`")
    }
    guard !selected.isEmpty else { return tree.entries }
    return tree.entries.filter { entry in selected.contains { PathSelection.selects($0.path, entry) } }
  }

  private static func selects(_ path: String, _ entry: RepositoryTree.Entry) -> Bool {
    path.isEmpty || entry.path.utf8.elementsEqual(path.utf8) || entry.path.utf8.starts(with: "\(path)/".utf8)
  }
}
