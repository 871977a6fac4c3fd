import Diagnostics

/// The nodes of one file, with the bytes that they point into.
///
/// A class, so that a node is one reference and an index, and handing it on costs one retain.
final class YAMLTable: Sendable {
  let file: FileID
  /// The source text.
  let source: [UInt8]
  /// The source text, and behind it what those scalars say that are not written as they read (with escapes, folded).
  let texts: [UInt8]
  /// All documents of the file, one after the other, each in the order in which it is written.
  let nodes: [YAMLNodeRecord]

  init(file: FileID, source: [UInt8], texts: [UInt8], nodes: [YAMLNodeRecord]) {
    self.file = file
    self.source = source
    self.texts = texts
    self.nodes = nodes
  }

  /// The own bytes of the node at `index`, in its file.
  func span(_ index: Int) -> SourceSpan {
    SourceSpan(file: file, start: Int(nodes[index].start), end: Int(nodes[index].end))
  }

  /// What the scalar at `index` says, to be looked at while the table lives.
  func text(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    unsafe texts.withUnsafeBufferPointer { unsafe UnsafeBufferPointer(rebasing: $0[nodes[index].text]) }
  }

  /// Whether the scalar at `index` says exactly the bytes of `text`; of a sequence or a mapping, whether `text` is
  /// empty.
  func says(_ index: Int, _ text: StaticString) -> Bool {
    let record = nodes[index]
    guard record.textLength == text.utf8CodeUnitCount else { return false }
    return unsafe texts.withUnsafeBytes { texts in
      let says = unsafe UnsafeRawBufferPointer(rebasing: texts[record.text])
      return unsafe EqualBytes.check(says, UnsafeRawBufferPointer(start: text.utf8Start, count: says.count))
    }
  }
}

/// A node as it lies in the table.
struct YAMLNodeRecord: Sendable {
  var kind: YAMLKind
  /// A scalar without quotes or block indicator.
  var isPlain = false
  /// Whether the scalar is not written as it reads, and what it says stands behind the source.
  var isDecoded = false
  /// The node's own bytes in the source.
  var start: UInt32
  var end: UInt32
  /// What a scalar says, as indices of ``YAMLTable/texts``.
  var textStart: UInt32 = 0
  var textEnd: UInt32 = 0
  /// What sets a key apart from most others; nothing for what is no key.
  var tag = TextTag.none
  /// One past the last node below this one. Children of a sequence follow it in order; those of a mapping are key,
  /// value, key, value.
  var next: UInt32

  /// What a scalar says, as indices of ``YAMLTable/texts``.
  var text: Range<Int> { Int(textStart)..<Int(textEnd) }

  /// How many bytes a scalar says.
  var textLength: Int { Int(textEnd - textStart) }
}
