internal import Diagnostics
internal import YAMLSource

/// What some files declare, read one after the other. Nothing of a file is held once it has been read.
struct LoadedFiles {
  var declarations = Declarations()
  var keys = KeyTableBuilder()
  var findings: [Finding] = []
  private var tokens: [WrittenToken] = []
  /// The files that could not be read to their end.
  private var missed: [FileID] = []

  /// What is handed on to other threads.
  struct Packed: Sendable {
    let declarations: Declarations
    let findings: [Finding]
    let tokens: [WrittenToken]
    let missed: [FileID]
  }

  /// What was read, packed close.
  var packed: Packed {
    let table = KeyTable(keys)
    var declarations = declarations
    declarations.keys = table.rows.indices.map { KeyDeclaration(table, row: $0) }
    return Packed(declarations: declarations, findings: findings, tokens: tokens, missed: missed)
  }

  /// Reads `entry`.
  mutating func read(_ entry: RepositoryTree.Entry, _ id: FileID) {
    var content = entry.content
    if case .stored(let file) = content { content = file.read() }
    switch content {
    case .file(let bytes): read(SourceFile(path: entry.path, bytes: bytes), id)
    case .missingFolder: findings.append(MissingField.folder(entry.path, id))
    case .tooLarge, .irregular, .unreadable, .stored:
      findings += IrregularFile.found(content, id)
      missed.append(id)
    }
  }

  private mutating func read(_ file: SourceFile, _ id: FileID) {
    let bytes = file.bytes
    tokens += WrittenToken.all(in: bytes.span, of: id)
    let parsed = YAMLParser.parse(file, as: id)
    findings += parsed.findings
    if !parsed.findings.isEmpty { missed.append(id) }
    let isKeys = file.path.utf8.starts(with: "keys/".utf8)
    for root in parsed.documents.compactMap(\.root) {
      if isKeys {
        KeyLoader.load(root, into: &self)
      } else {
        PolicyLoader.load(root, into: &declarations, &findings)
      }
    }
  }
}
