/// A file or folder given to a command that reads the whole repository.
enum UnexpectedFolder {
  private static let verbs = ["check", "test", "build", "review"]

  /// What to say where `arguments`, which begin with a command, were refused with `message` for one too many; nil where
  /// they were not.
  static func hint(for arguments: some Collection<String>, refusedWith message: String) -> String? {
    guard let verb = arguments.first, verbs.contains(where: { $0.utf8.elementsEqual(verb.utf8) }),
      message.utf8.starts(with: "Error: Unexpected argument".utf8)
    else { return nil }
    return "`bitting \(verb)` always reads all of keys/ and policies/; `--root DIR` names the repository they are in"
  }
}
