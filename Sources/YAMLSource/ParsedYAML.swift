public import Diagnostics

/// What a file holds, and what of it was refused.
public struct ParsedYAML: Sendable {
  /// The documents of the stream that can be read, in order.
  ///
  /// A document is missing here when its meaning is not plain to see: after a syntax error, with an alias or a merge
  /// key in it, and all of a file that holds hidden characters. What stood before it in the stream is kept.
  public let documents: [YAMLDocument]
  /// One finding of the rule `unsupported-yaml` per refused thing, in the order of the file.
  ///
  /// Where there is one, declarations may be missing, so a reference to nothing is not yet wrong.
  public let findings: [Finding]

  init(documents: [YAMLDocument] = [], findings: [Finding]) {
    self.documents = documents
    self.findings = findings
  }
}
