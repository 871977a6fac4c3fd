internal import BittingCompiler
internal import BittingSchema
internal import BundleFormat
internal import BundleSamples
internal import BundleWriting
internal import Diagnostics
internal import KeyModel
internal import YAMLFormat

/// A whole repository: check, every report, and what is sealed if nothing is wrong.
struct RepositoryTarget: FuzzTarget {
  let name = "repository"
  let mutator: (any InputMutator)? = LineMutator()

  func run(_ input: Span<UInt8>) throws(BrokenPromise) {
    let tree = RepositoryInput(input).tree
    let checked = Self.check(tree)
    try ReportPromises(checked).check()
    let payloads = try Self.payloads(of: checked)
    guard let formatted = try Self.formatted(tree) else { return }
    let again = Self.check(formatted)
    try promise(Self.words(again) == Self.words(checked), "the formatted files have other findings")
    try promise(try Self.payloads(of: again) == payloads, "the formatted files make other payloads")
  }

  private static func check(_ tree: RepositoryTree) -> CheckedRepository {
    Checker.check(tree, at: RepositoryInput.now, on: Workers(1))
  }

  /// The payload of every bundle, whether or not it may be sealed: all of them are ones that a validator takes.
  private static func payloads(of checked: CheckedRepository) throws(BrokenPromise) -> [[UInt8]] {
    guard let catalog = checked.checkedCatalog else { return [] }
    var payloads: [[UInt8]] = []
    for target in catalog.targets {
      guard let content = BundleAssembler.packedContents(of: catalog, for: [target], on: Workers(1))[0]
      else { throw BrokenPromise("\(target.fileName) has no content") }
      do {
        payloads.append(try PayloadEncoder.encode(content))
      } catch {
        throw BrokenPromise("a repository without errors cannot be built: \(error)")
      }
    }
    for payload in payloads {
      guard let image = try? BundleImage(checking: payload.span) else {
        throw BrokenPromise("a payload that was just written is refused")
      }
      try promise(ImageWalk(image).sum >= 0, "less than nothing was read")
    }
    return payloads
  }

  /// The tree with every file that can be read in canonical layout; nil if that changes none.
  private static func formatted(_ tree: RepositoryTree) throws(BrokenPromise) -> RepositoryTree? {
    var entries: [RepositoryTree.Entry] = []
    var isChanged = false
    for entry in tree.entries {
      guard case .file(let bytes) = entry.content, let schema = DeclarationSchema(path: entry.path) else { continue }
      let formatted = try format(SourceFile(path: entry.path, bytes: bytes), schema.fieldOrder)
      isChanged = isChanged || formatted != bytes
      entries.append(RepositoryTree.Entry(path: entry.path, content: .file(formatted)))
    }
    return isChanged ? RepositoryTree(entries: entries, presentFolders: tree.presentFolders) : nil
  }

  private static func format(_ file: SourceFile, _ order: FieldOrder) throws(BrokenPromise) -> [UInt8] {
    do {
      return try YAMLFormatter.format(file, order: order)
    } catch {
      if case .unreadable = error { return file.bytes }
      throw BrokenPromise("a file that is accepted cannot be formatted")
    }
  }

  /// What is found, wherever it stands.
  private static func words(_ checked: CheckedRepository) -> [[UInt8]] {
    checked.findings.map { Array("\($0.rule) \($0.severity) \($0.message)".utf8) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
