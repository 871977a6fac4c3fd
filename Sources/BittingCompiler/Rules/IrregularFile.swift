internal import Diagnostics

/// Something in the tree that is no regular file, or cannot be read.
enum IrregularFile: Rule {
  static func found(_ content: RepositoryTree.Content, _ path: String, _ file: FileID) -> [Finding] {
    let place = SourceSpan(file: file, start: 0, end: 0)
    let isFolder = RepositoryTree.folders.contains { $0.utf8.elementsEqual(path.utf8) }
    switch content {
    case .file, .stored, .missingFolder: return []
    case .tooLarge:
      let limit = RepositoryTree.maximumFileSize >> 20
      return [
        finding("the file is larger than \(limit) MiB", at: place, help: "split it; order and files never matter")
      ]
    case .irregular(RepositoryTree.rewrittenFile):
      return [
        finding(
          "this is \(RepositoryTree.rewrittenFile): what is built would not be what is reviewed", at: place,
          help: "take `working-tree-encoding` and `ident` off it in .gitattributes")
      ]
    case .irregular(let kind):
      let trouble = kind == RepositoryTree.regularFile ? "not a folder" : "which is not followed"
      return [
        finding(
          "this is \(kind), \(trouble)", at: place, help: "put a \(isFolder ? "folder" : "regular file") in its place")
      ]
    case .unreadable(let reason):
      return [finding("this cannot be read: \(reason)", at: place, help: "what is declared here is not known")]
    }
  }

  static func changed(_ file: FileID) -> Finding {
    finding(
      "the file was changed while it was looked at", at: SourceSpan(file: file, start: 0, end: 0),
      help: "do it again once nobody writes to it")
  }

  static let page = RulePage.sound(
    "irregular-file",
    summary: "something under keys/ or policies/ that is no readable regular file",
    why: """
      A symbolic link can point outside of the repository, and a pipe never ends. Neither is followed or opened; nothing of
      what it points to is read or shown.
      """,
    wrong: """
      keys/acme.yaml -> ../../etc/passwd
      """,
    right: """
      keys/acme.yaml, a file
      """)
}
