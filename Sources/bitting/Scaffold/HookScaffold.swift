internal import YAMLSource

/// Hooks for pre-commit, which reads its file at the top of a checkout only.
struct HookScaffold {
  static let path = ".pre-commit-config.yaml"

  /// The folder of the declarations, from the top of the checkout; nil where it is the top.
  private let folder: String?

  /// The hooks of the declarations in `folder`.
  init(folder: String?) {
    self.folder = folder
  }

  var text: String {
    """
    # Run by pre-commit before each commit; `bitting` has to be on the path.
    repos:
    \(block.joined(separator: "\n"))

    """
  }

  /// The lines that belong under `repos` of a file with `bytes`; none where it has hooks for the folder.
  func missing(in bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    let isThere =
      ["fmt", "check"].allSatisfy { text.contains("bitting-\($0)") || text.contains("bitting \($0)") }
      && folder.map { text.contains($0) } ?? true
    return isThere ? [] : block
  }

  private var block: [String] {
    ["  - repo: local", "    hooks:"]
      + hook("fmt", "keys and policies have canonical layout") + hook("check", "keys and policies keep to the rules")
  }

  private func hook(_ verb: String, _ name: String) -> [String] {
    let entry = command(verb)
    return [
      "      - id: bitting-\(verb)",
      "        name: \(name)",
      "        entry: \(YAMLScalarText.written(entry) ?? entry)",
      "        language: system",
      "        always_run: true # also where files are only deleted",
      "        pass_filenames: false",
    ]
  }

  private func command(_ verb: String) -> String {
    "bitting \(verb)" + (folder.map { " --root \(ShellWord.written($0))" } ?? "")
  }
}
