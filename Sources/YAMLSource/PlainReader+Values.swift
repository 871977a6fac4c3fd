import Diagnostics

// Scalars, and what stands in brackets.
extension PlainReader {
  /// A scalar without quotes.
  struct Scalar {
    let start: Int
    let end: Int
    /// Whether a `:` follows that makes it a key.
    var isKey = false
  }

  /// The longest key that is read here, in bytes; the limit of keys is in characters.
  private static let keyLimit = 256

  /// Reads a scalar without quotes outside of brackets, up to the `:` of a key, a comment or the end of its line.
  mutating func blockText(_ bytes: Span<UInt8>) throws(NotPlain) -> Scalar {
    let start = place
    guard Self.canBegin(bytes[start]) else { throw NotPlain() }
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x3A, isBlank(bytes, at: place + 1) { return try text(bytes, from: start, isKey: true) }
      if byte == 0x0A || byte == 0x23 && bytes[place - 1] == 0x20 { break }
      guard byte >= 0x20 else { throw NotPlain() }
      place += 1
    }
    return try text(bytes, from: start, isKey: false)
  }

  /// Reads a scalar without quotes in brackets, up to the `:` of a key, a comma or a closing bracket.
  private mutating func flowText(_ bytes: Span<UInt8>) throws(NotPlain) -> Scalar {
    let start = place
    guard start < bytes.count, Self.canBegin(bytes[start]) else { throw NotPlain() }
    while place < bytes.count {
      switch bytes[place] {
      case 0x2C, 0x5D, 0x7D: return try text(bytes, from: start, isKey: false)
      case 0x3A:
        guard !isBlank(bytes, at: place + 1) else { return try text(bytes, from: start, isKey: true) }
        // Other readers take `:` before a bracket or a quote for the end of a key.
        guard Self.canBegin(bytes[place + 1]) || bytes[place + 1] == 0x2A else { throw NotPlain() }
        place += 1
      case 0x00...0x1F, 0x23, 0x3F, 0x5B, 0x7B: throw NotPlain()
      default: place += 1
      }
    }
    throw NotPlain()
  }

  /// The scalar from `start` up to ``place``, without the blanks at its end.
  private func text(_ bytes: Span<UInt8>, from start: Int, isKey: Bool) throws(NotPlain) -> Scalar {
    var end = place
    while bytes[end - 1] == 0x20 { end -= 1 }
    guard !isKey || end - start <= Self.keyLimit else { throw NotPlain() }
    return Scalar(start: start, end: end, isKey: isKey)
  }

  /// Whether a scalar without quotes may begin with `byte`: fewer than YAML allows, and none that means anything.
  private static func canBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2F...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }

  /// Whether a bracket or a quote stands here.
  func startsDelimited(_ bytes: Span<UInt8>) -> Bool {
    switch bytes[place] {
    case 0x22, 0x27, 0x5B, 0x7B: true
    default: false
    }
  }

  /// Reads what stands in quotes or brackets.
  mutating func readFlow(_ bytes: Span<UInt8>) throws(NotPlain) {
    switch bytes[place] {
    case 0x22, 0x27: try readQuoted(bytes)
    case 0x5B: try readBrackets(bytes, .sequence, close: 0x5D)
    default: try readBrackets(bytes, .mapping, close: 0x7D)
    }
  }

  private mutating func readQuoted(_ bytes: Span<UInt8>) throws(NotPlain) {
    let (start, quote) = (place, bytes[place])
    place += 1
    while place < bytes.count, bytes[place] != quote {
      guard bytes[place] >= 0x20, bytes[place] != 0x5C else { throw NotPlain() }
      place += 1
    }
    // A second quote stands for one in the text.
    guard place < bytes.count, place + 1 == bytes.count || bytes[place + 1] != quote else { throw NotPlain() }
    place += 1
    try add(scalarFrom: start, to: place, quoteWidth: 1)
  }

  private mutating func readBrackets(
    _ bytes: Span<UInt8>, _ kind: YAMLKind, close: UInt8
  ) throws(NotPlain) {
    try open(kind, at: place)
    place += 1
    skipSpaces(bytes)
    if place < bytes.count, bytes[place] != close {
      try readMember(bytes, of: kind)
      while place < bytes.count, bytes[place] == 0x2C {
        place += 1
        skipSpaces(bytes)
        try readMember(bytes, of: kind)
      }
    }
    guard place < bytes.count, bytes[place] == close else { throw NotPlain() }
    place += 1
    builder.closeCollection(at: place)
  }

  /// Reads an item or an entry, and the blanks after it.
  private mutating func readMember(_ bytes: Span<UInt8>, of kind: YAMLKind) throws(NotPlain) {
    if kind == .mapping {
      let key = try flowText(bytes)
      guard key.isKey else { throw NotPlain() }
      try add(key)
      place += 1
      skipSpaces(bytes)
    }
    guard place < bytes.count else { throw NotPlain() }
    if startsDelimited(bytes) {
      try readFlow(bytes)
    } else {
      let text = try flowText(bytes)
      guard !text.isKey else { throw NotPlain() }
      try add(text)
    }
    skipSpaces(bytes)
  }
}

// What both halves use.
extension PlainReader {
  mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while place < bytes.count, bytes[place] == 0x20 { place += 1 }
  }

  /// Whether a space, a line feed or the end is at `place`.
  func isBlank(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    place >= bytes.count || bytes[place] == 0x20 || bytes[place] == 0x0A
  }

  mutating func open(_ kind: YAMLKind, at start: Int) throws(NotPlain) {
    guard builder.open.count < YAMLParser.depthLimit, builder.nodes.count < YAMLParser.nodeLimit else {
      throw NotPlain()
    }
    builder.openCollection(kind, at: start)
  }

  mutating func add(_ text: Scalar) throws(NotPlain) {
    try add(scalarFrom: text.start, to: text.end, quoteWidth: 0)
  }

  private mutating func add(scalarFrom start: Int, to end: Int, quoteWidth: Int) throws(NotPlain) {
    guard builder.nodes.count < YAMLParser.nodeLimit else { throw NotPlain() }
    builder.add(
      YAMLNodeRecord(
        kind: .scalar, isPlain: quoteWidth == 0, start: UInt32(start), end: UInt32(end),
        textStart: UInt32(start + quoteWidth), textEnd: UInt32(end - quoteWidth),
        next: UInt32(builder.nodes.count + 1)))
  }
}
