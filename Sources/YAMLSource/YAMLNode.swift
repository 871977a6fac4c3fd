public import Diagnostics

/// A node of a document: a view, which keeps its document alive.
public struct YAMLNode: Sendable {
  let document: YAMLDocument
  let index: Int

  private var record: YAMLNodeRecord { document.nodes[index] }

  /// What the node is.
  public var kind: YAMLKind { record.kind }

  /// Whether it is a scalar written without quotes; `null` and `true` mean themselves only then.
  public var isPlain: Bool { record.isPlain }

  /// The node's bytes in its file, quotes and brackets included, trailing blanks and comments not.
  public var span: SourceSpan {
    SourceSpan(file: document.file, start: Int(record.start), end: Int(record.end))
  }

  /// Calls `body` with the bytes of what a scalar says; they are empty for a sequence or a mapping.
  ///
  /// The bytes are valid UTF-8 and hold no control character but tab and line feed.
  public func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let range = Int(record.textStart)..<Int(record.textEnd)
    return body((record.isDecoded ? document.decoded : document.source).span.extracting(range))
  }

  /// What a scalar says, as text.
  public var text: String { withText { bytes in String(copying: bytes) } }

  /// Where `length` bytes from `offset` of what the scalar says stand in the file, for a finding inside a scalar.
  ///
  /// The whole node where the scalar is not written as it reads.
  public func span(ofText offset: Int, length: Int) -> SourceSpan {
    guard !record.isDecoded else { return span }
    let start = Int(record.textStart) + offset
    return SourceSpan(file: document.file, start: start, end: start + length)
  }

  /// The children of a sequence, in order; none for other kinds.
  public var items: [YAMLNode] { kind == .sequence ? children : [] }

  /// The entries of a mapping, in the order of the file; none for other kinds.
  public var entries: [(key: YAMLNode, value: YAMLNode)] {
    guard kind == .mapping else { return [] }
    let flat = children
    return stride(from: 0, to: flat.count - 1, by: 2).map { (flat[$0], flat[$0 + 1]) }
  }

  private var children: [YAMLNode] {
    var found: [YAMLNode] = []
    var child = index + 1
    while child < Int(record.next) {
      found.append(YAMLNode(document: document, index: child))
      child = Int(document.nodes[child].next)
    }
    return found
  }
}

extension String {
  /// The text of `bytes`; those that are not UTF-8 are replaced.
  package init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
