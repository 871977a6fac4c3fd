import Foundation

/// A repository in git with a change to ten keys, each of which loses a scope.
struct ReviewedChange {
  let folder: URL

  /// How many keys are changed.
  private static let keyCount = 10
  private static let before = "scopes: [orders:read, invoices:read]"
  private static let after = "scopes: [orders:read]"

  /// Makes it beside `tree`, from what is there; or finds it there.
  init(of tree: URL) throws {
    folder = tree.appendingPathExtension("change")
    guard !FileManager.default.fileExists(atPath: folder.path) else { return }
    let unfinished = ReviewedChange(at: tree.appendingPathExtension("unfinished-change"))
    try? FileManager.default.removeItem(at: unfinished.folder)
    try FileManager.default.copyItem(at: tree, to: unfinished.folder)
    try unfinished.git("init", "--quiet")
    try unfinished.git("add", "--all")
    try unfinished.git("commit", "--quiet", "--message", "Keys")
    try unfinished.change()
    try unfinished.git("commit", "--quiet", "--all", "--message", "Ten keys")
    // A repository that was fetched is packed, too.
    try unfinished.git("gc", "--quiet")
    try FileManager.default.moveItem(at: unfinished.folder, to: folder)
  }

  private init(at folder: URL) { self.folder = folder }

  /// Takes a scope from the first key that can lose one, in as many files as there are keys to change.
  private func change() throws {
    let keys = folder.appendingPathComponent("keys")
    let names = (FileManager.default.enumerator(atPath: keys.path)?.allObjects as? [String] ?? []).sorted()
    var left = Self.keyCount
    for name in names where name.hasSuffix(".yaml") && left > 0 {
      let file = keys.appendingPathComponent(name)
      let text = try String(contentsOf: file, encoding: .utf8)
      guard let range = text.range(of: Self.before) else { continue }
      try text.replacingCharacters(in: range, with: Self.after).write(to: file, atomically: true, encoding: .utf8)
      left -= 1
    }
    guard left == 0 else { throw ChildProcess.Failure(description: "there are not ten keys to change") }
  }

  private func git(_ words: String...) throws {
    let person = ["-c", "user.name=bench", "-c", "user.email=bench@shop.example", "-c", "gc.auto=0"]
    _ = try ChildProcess(path: "/usr/bin/env", arguments: ["git", "-C", folder.path] + person + words).run()
  }
}
