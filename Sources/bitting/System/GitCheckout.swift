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
  ///
  /// What git is told to ignore, and not to show, is read all the same: a key in such a file is in no commit.
  static func at(_ root: String) async -> GitCheckout {
    let arguments = ["status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--untracked-files=normal"]
    let folders = ["--ignored=matching", "--", "keys", "policies"]
    guard let status = await output(await GitProgram.find(), root, arguments + folders) else { return none }
    let lines = status.utf8.split(separator: 0x0A).map(Substring.init)
    guard let head = lines.compactMap({ value(of: "# branch.oid ", in: $0) }).first, let commit = CommitID(head) else {
      return none
    }
    return GitCheckout(commit: commit, isDirty: lines.contains(where: isChange))
  }

  /// What stands behind `name` in `line`; nil if that begins with something else.
  private static func value(of name: String, in line: Substring) -> String? {
    line.utf8.starts(with: name.utf8) ? String(line.utf8.dropFirst(name.utf8.count)) : nil
  }

  /// Whether a line of a status tells of something that a check may have read and the commit has not.
  private static func isChange(_ line: Substring) -> Bool {
    guard line.utf8.first != UInt8(ascii: "#") else { return false }
    guard line.utf8.first == UInt8(ascii: "!") else { return true }
    // Of what is ignored only a folder and what is named like a file of declarations is read. Odd names stand in quotes.
    let name = line.utf8.last == UInt8(ascii: "\"") ? line.utf8.dropLast() : line.utf8
    return ["/", ".yaml", ".yml"].contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
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
      ["-C", root, "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
      + GitProgram.refusingBareRepositories
    let result = try? await run(
      program, arguments: Arguments(safe + arguments), output: .string(limit: 1 << 20), error: .discarded)
    guard let result, case .exited(0) = result.terminationStatus else { return nil }
    return result.standardOutput
  }
}
