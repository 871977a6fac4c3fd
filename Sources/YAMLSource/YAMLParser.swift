public import Diagnostics

/// Reads the strict YAML of declarations: what a reviewer sees is what is there.
///
/// No anchors, aliases, merge keys, tags, directives or duplicate keys, and nothing invisible; see ``ParsedYAML``.
public enum YAMLParser {
  /// The most that a file may hold, in bytes.
  public static let fileLimit = 64 << 20
  /// How many sequences and mappings may stand in each other.
  public static let depthLimit = 32
  /// The most nodes of one file, so that a hostile one cannot take all memory.
  public static let nodeLimit = 8 << 20
  /// The most characters of a key; libyaml's own limit for a key on one line (YAML 1.2, §7.4).
  public static let keyLimit = 1024

  /// The documents of `file`, whose spans say that they stand in `id`.
  ///
  /// Never fails as a whole: what cannot be read is a finding. Takes time in proportion to the size of the file,
  /// whatever is in it.
  public static func parse(_ file: SourceFile, as id: FileID) -> ParsedYAML {
    guard file.bytes.count <= fileLimit else {
      var refusals = Refusals(file: id)
      refusals.report("the file is larger than 64 MiB", from: 0, to: 0)
      return ParsedYAML(findings: refusals.findings)
    }
    let scan = SourceScan(file.bytes.span, of: id)
    guard scan.refusals.findings.isEmpty else { return ParsedYAML(findings: scan.refusals.findings) }
    var builder = TreeBuilder(source: file.bytes, scan: scan)
    builder.takeAll()
    return builder.finish()
  }
}
