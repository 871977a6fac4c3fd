internal import BittingCompiler
internal import BittingSchema
internal import Diagnostics
internal import YAMLFormat
internal import YAMLSource

/// What formatting comes to, before anything is written.
struct TreeFormatting {
  /// The files that have another layout than the canonical one, in the order of their paths.
  private(set) var edits: [FileEdit] = []
  private var findings: [Finding] = []
  private var troubles: [String] = []
  private let sources: SourceSet

  /// Formats `entries`, which were read, in memory.
  init(_ entries: [RepositoryTree.Entry]) {
    let entries = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let files = entries.compactMap { entry -> SourceFile? in
      guard case .file(let bytes) = entry.content else { return nil }
      return SourceFile(path: entry.path, bytes: bytes)
    }
    sources = SourceSet(files)
    for entry in entries { note(entry) }
    for id in sources.ids { format(sources[id], id) }
  }

  /// Whether everything could be read, and written in canonical layout.
  var isComplete: Bool { troubles.isEmpty }
  /// Whether a file is left as it is because of what stands in it.
  var hasFindings: Bool { !findings.isEmpty }

  /// How many files are left as they are though nobody knows that they have the canonical layout.
  var leftCount: Int { Set(findings.map(\.span.file)).count + troubles.count }

  /// Tells what was left as it is, and why.
  func complain() {
    let paths = YAMLPaths.naming(findings, in: sources)
    let located = FindingLocator(sources, pathOf: paths).locate(findings)
    Console.complain(TerminalRenderer(isColored: false).render(located))
    for trouble in troubles { Console.complain("error: \(Console.shown(trouble))\n") }
  }

  private mutating func note(_ entry: RepositoryTree.Entry) {
    switch entry.content {
    case .file, .stored, .missingFolder: break
    case .tooLarge: troubles.append("`\(entry.path)` is larger than \(RepositoryTree.maximumFileSize >> 20) MiB")
    case .irregular(let kind): troubles.append("`\(entry.path)` is \(kind), which is not followed")
    case .unreadable(let reason): troubles.append("`\(entry.path)` cannot be read: \(reason)")
    }
  }

  private mutating func format(_ file: SourceFile, _ id: FileID) {
    guard let schema = DeclarationSchema(path: file.path) else { return }
    do {
      let bytes = try YAMLFormatter.format(file, order: schema.fieldOrder)
      if bytes != file.bytes { edits.append(FileEdit(path: file.path, before: file.bytes, after: bytes)) }
    } catch {
      switch error {
      case .unreadable: findings += YAMLParser.parse(file, as: id).findings
      case .changesMeaning:
        troubles.append("`\(file.path)` is left as it is: in canonical layout it would not say the same")
      }
    }
  }
}
