internal import Subprocess

/// The git on the path.
enum GitProgram {
  /// The options with which a folder is no repository only because it holds what a bare one does: anything that is checked
  /// out may hold that, with a configuration that names programs to run.
  static let refusingBareRepositories = ["-c", "safe.bareRepository=explicit"]

  /// Where it is. Looked up once: otherwise each start would try every folder of the path with a process of its own.
  static func find() async -> Executable {
    let name = Executable.name("git")
    guard let path = try? await name.resolveExecutablePath(in: .inherit) else { return name }
    return .path(path)
  }
}
