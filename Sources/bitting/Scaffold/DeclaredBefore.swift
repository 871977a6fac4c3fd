internal import BittingCompiler
internal import Diagnostics
internal import KeyModel

/// What a folder declares before `init` writes anything there.
struct DeclaredBefore {
  /// The declarations, as far as they can be read.
  let catalog: Catalog
  /// Whether there are policies; more beside them would say things twice.
  let hasPolicies: Bool

  /// What `tree` declares; its rules are nobody's concern yet, so any instant will do.
  init(_ tree: RepositoryTree) {
    catalog = Checker.check(tree, at: .earliest).uncheckedCatalog
    hasPolicies = tree.entries.contains { $0.path.utf8.starts(with: "policies".utf8) }
  }

  /// Whether there is a file at `path`.
  func hasFile(_ path: String) -> Bool {
    catalog.sources.files.contains { $0.path.utf8.elementsEqual(path.utf8) }
  }

  /// Whether `file` is there as it would be written.
  func holds(_ file: Scaffold.File) -> Bool {
    catalog.sources.files.contains { there in
      there.path.utf8.elementsEqual(file.path.utf8) && there.bytes.elementsEqual(file.text.utf8)
    }
  }
}
