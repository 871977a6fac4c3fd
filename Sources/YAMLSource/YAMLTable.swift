import Diagnostics

/// The nodes of one file, with the bytes that they point into.
///
/// A class, so that a node is one reference and an index, and handing it on costs one retain.
final class YAMLTable: Sendable {
  let file: FileID
  /// The source text.
  let source: [UInt8]
  /// What those scalars say that are not written as they read (with escapes, folded).
  let decoded: [UInt8]
  /// All documents of the file, one after the other, each in the order in which it is written.
  let nodes: [YAMLNodeRecord]

  init(file: FileID, source: [UInt8], decoded: [UInt8], nodes: [YAMLNodeRecord]) {
    self.file = file
    self.source = source
    self.decoded = decoded
    self.nodes = nodes
  }

  /// Calls `body` with what the scalar at `index` says; with nothing for a sequence or a mapping.
  func withText<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
    let record = nodes[index]
    // Handed over as arguments: a choice between the two would count as another owner of one.
    return record.isDecoded ? record.lendText(of: decoded, body) : record.lendText(of: source, body)
  }

  /// How many bytes the scalar at `index` says.
  func textLength(_ index: Int) -> Int { Int(nodes[index].textEnd - nodes[index].textStart) }

  /// Whether the scalar at `index` says exactly the bytes of `text`; of a sequence or a mapping, whether `text` is
  /// empty.
  func says(_ index: Int, _ text: StaticString) -> Bool {
    guard textLength(index) == text.utf8CodeUnitCount else { return false }
    return withText(index) { bytes in
      for place in bytes.indices where unsafe bytes[place] != text.utf8Start[place] { return false }
      return true
    }
  }
}

/// A node as it lies in the table.
struct YAMLNodeRecord: Sendable {
  var kind: YAMLKind
  /// A scalar without quotes or block indicator.
  var isPlain = false
  /// Whether `textStart..<textEnd` are indices of the decoded bytes instead of the source's.
  var isDecoded = false
  /// The node's own bytes in the source.
  var start: UInt32
  var end: UInt32
  /// What a scalar says.
  var textStart: UInt32 = 0
  var textEnd: UInt32 = 0
  /// One past the last node below this one. Children of a sequence follow it in order; those of a mapping are key,
  /// value, key, value.
  var next: UInt32

  /// Calls `body` with what a scalar says, which stands in `bytes`.
  func lendText<Result>(of bytes: [UInt8], _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(Int(textStart)..<Int(textEnd)))
  }
}
