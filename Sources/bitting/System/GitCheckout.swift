internal import BundleFormat
internal import KeyModel
internal import Subprocess

/// What git says of the declarations in a folder.
struct GitCheckout {
  /// The commit that is checked out; nil where there is no repository, or no commit yet.
  let commit: CommitID?
  /// Whether the declarations have changes that are not in the commit; true where there is no commit.
  let isDirty: Bool

  /// Asks the git on the path about the repository that `root` is in.
  static func at(_ root: String) async -> GitCheckout {
    let program = await GitProgram.find()
    guard let head = await output(program, root, ["rev-parse", "--verify", "--quiet", "HEAD"]) else { return none }
    guard let commit = CommitID(head.filter { $0 != "\n" }) else { return none }
    let changes = await output(program, root, ["status", "--porcelain", "--", "keys", "policies"])
    return GitCheckout(commit: commit, isDirty: changes?.isEmpty != true)
  }

  /// Whether the checkout that `folder` is in would leave out the file `name` there; false where git cannot tell.
  static func ignores(_ name: String, in folder: String) async -> Bool {
    await output(await GitProgram.find(), folder, ["check-ignore", "--quiet", "--", name]) != nil
  }

  private static let none = GitCheckout(commit: nil, isDirty: true)

  /// What git prints; nil if it is not there, fails, or prints more than a mebibyte.
  private static func output(_ program: Executable, _ root: String, _ arguments: [String]) async -> String? {
    // A repository's own configuration may name programs to run; none is needed to read a status.
    let safe =
      ["-C", root, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + GitProgram.refusingBareRepositories
    let result = try? await run(
      program, arguments: Arguments(safe + arguments), output: .string(limit: 1 << 20), error: .discarded)
    guard let result, case .exited(0) = result.terminationStatus else { return nil }
    return result.standardOutput
  }
}
