/// Turns findings into what renderers show.
public struct FindingLocator {
  private let files: LocatedFiles
  private let pathOf: (SourceSpan) -> String

  /// A locator for findings in `sources`; `pathOf` names a span's place in the structure of its file.
  ///
  /// `folder` is put before each file's path, for readers who count from another folder than the root; it is empty or
  /// ends in `/`. Only `withFingerprints` can a SARIF report be made of what is located, because they take time.
  public init(
    _ sources: SourceSet, in folder: String = "", withFingerprints: Bool = false,
    pathOf: @escaping (SourceSpan) -> String = { _ in "" }
  ) {
    files = LocatedFiles(sources, in: folder, withFingerprints: withFingerprints)
    self.pathOf = pathOf
  }

  /// The findings in the same order. Each file that one of them is in is looked through once.
  public func locate(_ findings: [Finding]) -> [LocatedFinding] {
    var files = files
    return findings.map { finding in
      LocatedFinding(
        rule: finding.rule, severity: finding.severity,
        message: TokenRedactor.redact(finding.message), help: finding.help.map(TokenRedactor.redact),
        place: files.place(of: finding.span), path: TokenRedactor.redact(pathOf(finding.span)),
        related: finding.related.map {
          .init(place: files.place(of: $0.span), message: TokenRedactor.redact($0.message))
        })
    }
  }
}

/// The files that findings have been located in so far.
private struct LocatedFiles {
  private let sources: SourceSet
  private let folder: String
  private let withFingerprints: Bool
  private var known: [FileID: LocatedFile] = [:]

  init(_ sources: SourceSet, in folder: String, withFingerprints: Bool) {
    self.sources = sources
    self.folder = folder
    self.withFingerprints = withFingerprints
  }

  mutating func place(of span: SourceSpan) -> LocatedFinding.Place {
    if let file = known[span.file] { return file.place(of: span.range) }
    let isKnown = sources.files.indices.contains(Int(span.file.index))
    let source = isKnown ? sources[span.file] : SourceFile(path: "", bytes: [])
    let file = LocatedFile(source, in: isKnown ? folder : "", withFingerprints: withFingerprints)
    known[span.file] = file
    return file.place(of: span.range)
  }
}

/// One file with its lines and its secrets.
private struct LocatedFile {
  private let path: String
  private let bytes: [UInt8]
  private let lines: LineTable
  private let secrets: [Range<Int>]
  private let hashes: LineHashes?

  init(_ file: SourceFile, in folder: String, withFingerprints: Bool) {
    path = TokenRedactor.redact(folder + file.path)
    bytes = file.bytes
    // Of the text without its secrets, so that not even a hash of one gets out.
    hashes = withFingerprints ? LineHashes(TokenRedactor.redact(String(decoding: bytes, as: UTF8.self))) : nil
    lines = LineTable(file.bytes)
    secrets = SecretPlace.all(in: file.bytes.span).map(\.range)
  }

  func place(of range: Range<Int>) -> LocatedFinding.Place {
    let range = range.clamped(to: 0..<bytes.count)
    let line = lines.line(of: range.lowerBound)
    let content = lines.content(of: line)
    let excerpt =
      bytes.isEmpty ? nil : SourceExcerpt(of: bytes, line: content, place: range, secrets: secrets)
    return LocatedFinding.Place(
      file: path, line: line, column: lines.column(of: range.lowerBound),
      endLine: lines.line(of: range.upperBound), endColumn: lines.column(of: range.upperBound), excerpt: excerpt,
      fingerprint: hashes?.fingerprint(of: line))
  }
}
