public import Diagnostics

/// A node of a document: a view, which keeps its file's table alive.
public struct YAMLNode: Sendable {
  let table: YAMLTable
  let index: Int

  private var record: YAMLNodeRecord { table.nodes[index] }

  /// What the node is.
  public var kind: YAMLKind { record.kind }

  /// Whether it is a scalar written without quotes; `null` and `true` mean themselves only then.
  public var isPlain: Bool { record.isPlain }

  /// The node's bytes in its file, quotes and brackets included, trailing blanks and comments not.
  public var span: SourceSpan { table.span(index) }

  /// Calls `body` with the bytes of what a scalar says; they are empty for a sequence or a mapping.
  ///
  /// The bytes are valid UTF-8 and hold no control character but tab and line feed.
  public func withText<Result>(_ body: (Span<UInt8>) -> Result) -> Result { body(bytes) }

  /// What a scalar says, lent as long as the node lives; empty for a sequence or a mapping.
  ///
  /// The bytes are valid UTF-8 and hold no control character but tab and line feed.
  public var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      // The node keeps the table alive, and the table never changes its bytes.
      unsafe _overrideLifetime(Span(_unsafeElements: table.text(index)), borrowing: self)
    }
  }

  /// What a scalar says, as text.
  public var text: String { String(copying: bytes) }

  /// Whether it is a scalar that says exactly the bytes of `text`, however it is quoted.
  public func says(_ text: StaticString) -> Bool {
    kind == .scalar && table.says(index, text)
  }

  /// Where `length` bytes from `offset` of what the scalar says stand in the file, for a finding inside a scalar.
  ///
  /// The whole node where the scalar is not written as it reads.
  public func span(ofText offset: Int, length: Int) -> SourceSpan {
    guard kind == .scalar, !record.isDecoded else { return span }
    let start = Int(record.textStart) + offset
    return SourceSpan(file: table.file, start: start, end: start + length)
  }

  /// The children of a sequence, in order; none for other kinds.
  public var items: [YAMLNode] {
    var found: [YAMLNode] = []
    forEachItem { found.append($0) }
    return found
  }

  /// The entries of a mapping, in the order of the file; none for other kinds. No two keys say the same bytes.
  public var entries: [(key: YAMLNode, value: YAMLNode)] {
    var found: [(key: YAMLNode, value: YAMLNode)] = []
    forEachEntry { found.append(($0, $1)) }
    return found
  }

  /// How many children a sequence has; 0 for other kinds.
  public var itemCount: Int {
    var count = 0
    forEachItem { _ in count += 1 }
    return count
  }

  /// How many entries a mapping has; 0 for other kinds.
  public var entryCount: Int {
    var count = 0
    forEachEntry { _, _ in count += 1 }
    return count
  }

  /// Calls `body` with each of ``items``, without an array of them.
  public func forEachItem(_ body: (YAMLNode) -> Void) {
    guard kind == .sequence else { return }
    var child = index + 1
    let end = Int(record.next)
    while child < end {
      body(YAMLNode(table: table, index: child))
      child = Int(table.nodes[child].next)
    }
  }

  /// Calls `body` with each of ``entries``, without an array of them.
  public func forEachEntry(_ body: (_ key: YAMLNode, _ value: YAMLNode) -> Void) {
    guard kind == .mapping else { return }
    var key = index + 1
    let end = Int(record.next)
    while key < end {
      // Invariant: the parser closes a mapping only after a value, so each key is followed by one.
      let value = Int(table.nodes[key].next)
      body(YAMLNode(table: table, index: key), YAMLNode(table: table, index: value))
      key = Int(table.nodes[value].next)
    }
  }
}

extension String {
  /// The text of `bytes`; those that are not UTF-8 are replaced.
  package init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
