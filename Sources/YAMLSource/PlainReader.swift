import Diagnostics

/// Reads the YAML that nearly every declaration is written in, without libyaml, which takes most of the time of a check.
///
/// It knows blocks that are indented by spaces, lists and mappings in brackets on one line, and scalars that read as
/// they are written. At the first thing that is not among these, or not in order, it gives up, and libyaml reads the
/// file from its beginning: this reader reports nothing and decides nothing. What it does read it reads as libyaml does;
/// a test compares both, node by node.
struct PlainReader {
  /// Something that is left to libyaml.
  struct NotPlain: Error {}

  /// A list or mapping without brackets whose end has not come yet.
  private struct Block {
    let kind: YAMLKind
    let indent: Int
  }

  var builder: TreeBuilder
  /// The byte that is looked at next.
  var place = 0
  private var blocks: [Block] = []
  /// Whether the value of the last key did not stand in its line.
  private var isValueDue = false
  /// Whether a `---` came and nothing after it.
  private var isDocumentDue = false

  /// What `file` holds, which `scan` found nothing in; nil where it takes libyaml to say that.
  static func read(_ file: SourceFile, after scan: SourceScan) -> ParsedYAML? {
    guard scan.markLength == 0 else { return nil }
    var reader = PlainReader(builder: TreeBuilder(source: file.bytes, scan: scan))
    do {
      try reader.readAll(file.bytes.span)
    } catch {
      return nil
    }
    return reader.builder.finish()
  }

  private init(builder: TreeBuilder) {
    self.builder = builder
  }

  private mutating func readAll(_ bytes: Span<UInt8>) throws(NotPlain) {
    while let indent = nextIndent(bytes) {
      if indent == 0, startsDocument(bytes) {
        place += 3
        try endLine(bytes)
        try endDocument()
        isDocumentDue = true
      } else {
        try readLine(bytes, indent)
      }
    }
    try endDocument()
    guard !isDocumentDue else { throw NotPlain() }
  }

  /// How far the next line is indented that holds more than a comment; ``place`` is behind that then. Nil at the end.
  private mutating func nextIndent(_ bytes: Span<UInt8>) -> Int? {
    while place < bytes.count {
      let start = place
      skipSpaces(bytes)
      guard place < bytes.count else { return nil }
      switch bytes[place] {
      case 0x0A: place += 1
      case 0x23: skipLine(bytes)
      default: return place - start
      }
    }
    return nil
  }

  private func startsDocument(_ bytes: Span<UInt8>) -> Bool {
    guard place + 3 <= bytes.count, bytes[place] == 0x2D, bytes[place + 1] == 0x2D, bytes[place + 2] == 0x2D else {
      return false
    }
    return isBlank(bytes, at: place + 3)
  }

  private mutating func endDocument() throws(NotPlain) {
    guard !blocks.isEmpty else {
      guard !isDocumentDue else { throw NotPlain() }
      return
    }
    guard !isValueDue else { throw NotPlain() }
    for _ in blocks { builder.closeCollection() }
    blocks.removeAll(keepingCapacity: true)
    builder.endDocument()
  }
}

// Lines and the blocks that they belong to.
extension PlainReader {
  private mutating func readLine(_ bytes: Span<UInt8>, _ indent: Int) throws(NotPlain) {
    let isItem = bytes[place] == 0x2D && isBlank(bytes, at: place + 1)
    try enterBlock(isItem ? .sequence : .mapping, indent)
    if isItem {
      try readItem(bytes, indent)
    } else {
      try readEntry(bytes, try blockText(bytes))
    }
  }

  /// Opens and closes blocks until the innermost one is that which a line of such an indent belongs to.
  private mutating func enterBlock(_ kind: YAMLKind, _ indent: Int) throws(NotPlain) {
    guard let innermost = blocks.last else {
      guard indent == 0 else { throw NotPlain() }
      isDocumentDue = false
      builder.beginDocument()
      return try openBlock(kind, indent, at: place)
    }
    if isValueDue {
      // The items of a list may stand right below its key.
      guard indent > innermost.indent || indent == innermost.indent && kind == .sequence else { throw NotPlain() }
      isValueDue = false
      return try openBlock(kind, indent, at: place)
    }
    while let block = blocks.last, block.indent > indent || block.indent == indent && block.kind != kind {
      // A line that is no item ends such a list, and goes on with the mapping that it stands in.
      guard block.indent > indent || block.kind == .sequence else { throw NotPlain() }
      builder.closeCollection()
      blocks.removeLast()
    }
    guard let block = blocks.last, block.indent == indent, block.kind == kind else { throw NotPlain() }
  }

  private mutating func openBlock(_ kind: YAMLKind, _ indent: Int, at start: Int) throws(NotPlain) {
    try open(kind, at: start)
    blocks.append(Block(kind: kind, indent: indent))
  }

  /// Reads what follows a `-`: a scalar, something in brackets, or the first entry of a mapping.
  private mutating func readItem(_ bytes: Span<UInt8>, _ indent: Int) throws(NotPlain) {
    let dash = place
    place += 1
    skipSpaces(bytes)
    guard place < bytes.count else { throw NotPlain() }
    guard !startsDelimited(bytes) else { return try readDelimited(bytes) }
    let text = try blockText(bytes)
    if text.isKey {
      let column = indent + text.start - dash
      try openBlock(.mapping, column, at: text.start)
      try readEntry(bytes, text)
    } else {
      try add(text)
      try endLine(bytes)
    }
  }

  /// Reads the rest of an entry that begins with `key`.
  private mutating func readEntry(_ bytes: Span<UInt8>, _ key: Scalar) throws(NotPlain) {
    guard key.isKey else { throw NotPlain() }
    try add(key)
    place += 1
    skipSpaces(bytes)
    if place == bytes.count || bytes[place] == 0x0A || bytes[place] == 0x23 {
      isValueDue = true
    } else if startsDelimited(bytes) {
      return try readDelimited(bytes)
    } else {
      let text = try blockText(bytes)
      guard !text.isKey else { throw NotPlain() }
      try add(text)
    }
    try endLine(bytes)
  }

  /// Reads something with a delimiter at its end, and the rest of its line.
  private mutating func readDelimited(_ bytes: Span<UInt8>) throws(NotPlain) {
    try readFlow(bytes)
    guard isBlank(bytes, at: place) else { throw NotPlain() }
    try endLine(bytes)
  }

  /// Passes over blanks, a comment and the line feed.
  private mutating func endLine(_ bytes: Span<UInt8>) throws(NotPlain) {
    skipSpaces(bytes)
    guard place < bytes.count else { return }
    guard bytes[place] == 0x0A || bytes[place] == 0x23 else { throw NotPlain() }
    skipLine(bytes)
  }

  private mutating func skipLine(_ bytes: Span<UInt8>) {
    while place < bytes.count, bytes[place] != 0x0A { place += 1 }
    place = min(place + 1, bytes.count)
  }
}
