public import Diagnostics

/// One document of a YAML stream, as a flat table of nodes.
///
/// A tree of a hundred thousand keys has millions of nodes, so a node is a few words in an array, scalars are ranges of
/// bytes, and lines, columns and paths are worked out only when something is reported.
public struct YAMLDocument: Sendable {
  let table: YAMLTable
  /// The index of the root; nil for a document without one.
  let rootIndex: Int?
  /// Which document of its stream this is, counted from 1 and including those that were refused.
  public let number: Int

  /// The file that the document stands in.
  public var file: FileID { table.file }

  /// The root node; nil for a document that holds nothing at all.
  public var root: YAMLNode? { rootIndex.map { YAMLNode(table: table, index: $0) } }
}

/// What a node is.
public enum YAMLKind: UInt8, Sendable {
  case scalar, sequence, mapping
}
