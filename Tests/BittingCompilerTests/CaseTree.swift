import BittingCompiler

/// The tree of a case: the shared base, with the files of the case in it.
struct CaseTree {
  let tree: RepositoryTree
  /// Every mark, as the place and rule of a finding.
  let marks: [String: [MarkedText.Mark]]

  init(_ test: CaseFile, on base: CaseFile) {
    let own = Set(test.sections.map(\.path))
    let sections = base.sections.filter { !own.contains($0.path) } + test.sections
    let missing = sections.filter { $0.attributes.contains("missing") }.map(\.path)
    tree = RepositoryTree(
      entries: sections.compactMap(CaseTree.entry),
      presentFolders: RepositoryTree.folders.filter { !missing.contains($0) })
    marks = Dictionary(uniqueKeysWithValues: sections.map { ($0.path, $0.text.marks) })
  }

  private static func entry(_ section: CaseFile.Section) -> RepositoryTree.Entry? {
    var content = RepositoryTree.Content.file(section.text.bytes)
    for attribute in section.attributes {
      if ["absent", "missing"].contains(attribute) { return nil }
      if attribute == "too large" { content = .tooLarge }
      if attribute.hasPrefix("unreadable: ") { content = .unreadable(reason: String(attribute.dropFirst(12))) }
      if attribute.hasPrefix("a ") { content = .irregular(kind: attribute) }
    }
    return RepositoryTree.Entry(path: section.path, content: content)
  }
}

extension CaseFile {
  /// The tree of this case with further files in it.
  func tree(with files: [String: String]) -> RepositoryTree {
    let own = sections.filter { files[$0.path] == nil }
      .map { RepositoryTree.Entry(path: $0.path, content: .file($0.text.bytes)) }
    let further = files.map { RepositoryTree.Entry(path: $0.key, content: .file(Array($0.value.utf8))) }
    return RepositoryTree(entries: own + further, presentFolders: RepositoryTree.folders)
  }
}
