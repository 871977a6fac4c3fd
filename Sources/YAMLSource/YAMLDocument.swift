public import Diagnostics

/// One document of a YAML stream, as a flat table of nodes.
///
/// A tree of a hundred thousand keys has millions of nodes, so a node is a few words in an array, scalars are ranges of
/// bytes, and lines, columns and paths are worked out only when something is reported.
public struct YAMLDocument: Sendable {
  /// The file that the document stands in.
  public let file: FileID
  /// The source text, and what scalars say that are not written as they read (quoted with escapes, folded).
  let source: [UInt8]
  let decoded: [UInt8]
  /// Node 0 is the root.
  let nodes: [YAMLNodeRecord]

  init(file: FileID, source: [UInt8], decoded: [UInt8], nodes: [YAMLNodeRecord]) {
    self.file = file
    self.source = source
    self.decoded = decoded
    self.nodes = nodes
  }

  /// The root node; nil for a document that holds nothing at all.
  public var root: YAMLNode? { nodes.isEmpty ? nil : YAMLNode(document: self, index: 0) }
}

/// What a node is.
public enum YAMLKind: UInt8, Sendable {
  case scalar, sequence, mapping
}

/// A node as it lies in the table.
struct YAMLNodeRecord: Sendable {
  var kind: YAMLKind
  /// A scalar without quotes or block indicator.
  var isPlain: Bool
  /// Whether `textStart..<textEnd` are indices of the decoded bytes instead of the source's.
  var isDecoded: Bool
  /// The node's own bytes in the source.
  var start: UInt32
  var end: UInt32
  /// What a scalar says.
  var textStart: UInt32 = 0
  var textEnd: UInt32 = 0
  /// One past the last node below this one. Children of a sequence follow it in order; those of a mapping are key,
  /// value, key, value.
  var next: UInt32
}
