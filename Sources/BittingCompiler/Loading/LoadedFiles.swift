internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// What some files declare, read one after the other. Nothing of a file is held once it has been read.
struct LoadedFiles {
  var declarations = Declarations()
  var keys = KeyTableBuilder()
  var findings: [Finding] = []
  private var secrets: [WrittenSecret] = []
  /// The files that could not be read to their end.
  private var missed: [Missed] = []

  /// A file of which something could not be read.
  struct Missed: Sendable {
    let file: FileID
    /// The system's word for why nothing could be; nil where that was not the reason.
    var reason: String?
  }

  /// What is handed on to other threads.
  struct Packed: Sendable {
    let declarations: Declarations
    let findings: [Finding]
    let secrets: [WrittenSecret]
    let missed: [Missed]
  }

  /// What was read, packed close.
  var packed: Packed {
    let table = KeyTable(keys)
    var declarations = declarations
    declarations.keys = table.rows.indices.map { KeyDeclaration(table, row: $0) }
    return Packed(declarations: declarations, findings: findings, secrets: secrets, missed: missed)
  }

  /// Reads `entry`.
  mutating func read(_ entry: RepositoryTree.Entry, _ id: FileID) {
    var content = entry.content
    if case .stored(let file) = content { content = file.read() }
    switch content {
    case .file(let bytes): read(SourceFile(path: entry.path, bytes: bytes), id)
    case .missingFolder: findings.append(MissingField.folder(entry.path, id))
    case .unreadable(let reason):
      findings += IrregularFile.found(content, entry.path, id)
      missed.append(Missed(file: id, reason: reason))
    case .tooLarge, .irregular, .stored:
      findings += IrregularFile.found(content, entry.path, id)
      missed.append(Missed(file: id))
    }
  }

  private mutating func read(_ file: SourceFile, _ id: FileID) {
    let bytes = file.bytes
    let first = findings.count
    secrets += WrittenSecret.all(in: bytes.span, of: id)
    let parsed = YAMLParser.parse(file, as: id)
    findings += parsed.findings
    if !parsed.findings.isEmpty { missed.append(Missed(file: id)) }
    let path = file.path.utf8.span
    let isKeys = path.count >= 5 && path.extracting(0..<5).equals("keys/")
    for document in parsed.documents where !findings.isFull(since: first) {
      guard let root = document.root else { continue }
      if isKeys {
        KeyLoader.load(root, into: &self)
      } else {
        PolicyLoader.load(root, into: &declarations, &findings)
      }
    }
    if findings.isFull(since: first) { missed.append(Missed(file: id)) }
    findings.limitInOneFile(from: first)
  }
}
