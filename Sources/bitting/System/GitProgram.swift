internal import Subprocess

/// The git on the path.
enum GitProgram {
  /// Where it is. Looked up once: otherwise each start would try every folder of the path with a process of its own.
  static func find() async -> Executable {
    let name = Executable.name("git")
    guard let path = try? await name.resolveExecutablePath(in: .inherit) else { return name }
    return .path(path)
  }
}
