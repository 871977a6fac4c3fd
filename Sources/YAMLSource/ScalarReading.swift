import CYaml
import Diagnostics

// Scalars: where they stand, and what they say.
extension TreeBuilder {
  /// Adds the scalar that `event` brings.
  mutating func addScalar(_ event: UnsafePointer<yaml_event_t>) {
    let scalar = unsafe event.pointee.data.scalar
    let text = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
    let start = offset(unsafe event.pointee.start_mark.index)
    let quote = unsafe Self.quote(of: scalar.style)
    var node = YAMLNodeRecord(kind: .scalar, start: UInt32(start), end: 0, next: UInt32(nodes.count + 1))
    node.isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
    if unsafe scalar.anchor != nil || scalar.tag != nil { refuseProperties(at: start) }
    if let quote, unsafe reads(text, at: start + quote.width, closedBy: quote) {
      node.textStart = UInt32(start + quote.width)
      node.textEnd = node.textStart + UInt32(text.count)
      node.end = node.textEnd + UInt32(quote.width)
    } else {
      node.isDecoded = true
      node.textStart = UInt32(texts.count)
      unsafe texts.append(contentsOf: text)
      node.textEnd = UInt32(texts.count)
      node.end = UInt32(end(unsafe event.pointee.end_mark.index, from: start, style: unsafe scalar.style, text.count))
    }
    nodes.append(node)
    if node.isDecoded, quote == .double { checkEscapes(of: nodes.count - 1) }
    completeChild(nodes.count - 1, endingAt: node.end)
  }

  /// Adds an empty scalar in place of an alias, so that keys and values stay in step.
  mutating func addAlias(_ event: UnsafePointer<yaml_event_t>) {
    let start = offset(unsafe event.pointee.start_mark.index)
    let end = offset(unsafe event.pointee.end_mark.index)
    refusals.report("an alias", from: start, to: end, help: SyntaxProblem.aliasHelp)
    isBroken = true
    nodes.append(
      YAMLNodeRecord(kind: .scalar, start: UInt32(start), end: UInt32(end), next: UInt32(nodes.count + 1)))
    completeChild(nodes.count - 1, endingAt: UInt32(end))
  }

  /// What stands around a scalar's text, and begins an escape in it.
  enum Quote {
    case none, single, double

    var width: Int { self == .none ? 0 : 1 }
    var byte: UInt8 { self == .single ? 0x27 : 0x22 }
    var escape: UInt8 { self == .single ? 0x27 : 0x5C }
  }

  private static func quote(of style: yaml_scalar_style_t) -> Quote? {
    switch style {
    case YAML_PLAIN_SCALAR_STYLE: Quote.none
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .single
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .double
    default: nil
    }
  }

  /// Whether the source says `text` letter for letter at `place`.
  ///
  /// Text with the byte in it that begins an escape is taken as not: it may have been written as one.
  private func reads(_ text: UnsafeBufferPointer<UInt8>, at place: Int, closedBy quote: Quote) -> Bool {
    let end = place + text.count
    guard end + quote.width <= source.count else { return false }
    if quote != .none {
      guard unsafe source[end] == quote.byte && !text.contains(quote.escape) else { return false }
    }
    return unsafe source.withUnsafeBytes { source in
      unsafe EqualBytes.check(UnsafeRawBufferPointer(text), UnsafeRawBufferPointer(rebasing: source[place..<end]))
    }
  }

  /// One past a scalar's true last byte, where libyaml says that it ends at the code point `mark`.
  private mutating func end(_ mark: Int, from start: Int, style: yaml_scalar_style_t, _ length: Int) -> Int {
    let mark = offset(mark)
    guard style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE else { return mark }
    // libyaml ends a block text behind the empty lines after it, and an empty one behind a comment in its first line.
    var end = mark
    while end > start, Self.isBlank(source[end - 1]) { end -= 1 }
    guard !source[start..<end].contains(0x0A) else { return end }
    var header = start
    while header < end, !Self.isBlank(source[header]) { header += 1 }
    return header
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Refuses what a reader would not see, or not read: characters that are not visible, and plain ones in disguise.
  private mutating func checkEscapes(of index: Int) {
    let node = nodes[index]
    if let (value, hidden) = HiddenText.first(in: texts.span.extracting(node.text)) {
      let name = HiddenCharacter.name(of: value)
      isBroken = true
      refusals.report(
        "an escape stands for \(name), \(HiddenText.nature(of: hidden))", from: Int(node.start), to: Int(node.end))
    } else if let escape = NeedlessEscape.first(in: source.span, from: Int(node.start), to: Int(node.end)) {
      isBroken = true
      refusals.report(
        "an escape stands for `\(escape.character)`", from: escape.range.lowerBound, to: escape.range.upperBound,
        help: "write it as it is, for others to read")
    }
  }
}

// Anchors and tags, which stand before a node.
extension TreeBuilder {
  /// Reports each of the at most two properties that begin at `start`.
  mutating func refuseProperties(at start: Int) {
    var place = start
    for _ in 0..<2 {
      guard let first = source[place...].firstIndex(where: { !Self.isBlank($0) }) else { return }
      guard source[first] == 0x26 || source[first] == 0x21 else { return }
      let end = propertyEnd(from: first)
      let isAnchor = source[first] == 0x26
      refusals.report(isAnchor ? "an anchor" : "a tag", from: first, to: end, help: "leave it out")
      place = end
    }
  }

  /// One past the anchor, alias or tag that begins at `start`.
  func propertyEnd(from start: Int) -> Int {
    let isVerbatim = source[start...].starts(with: [0x21, 0x3C])
    return source[start...].firstIndex { byte in
      Self.isBlank(byte) || !isVerbatim && [0x2C, 0x5B, 0x5D, 0x7B, 0x7D].contains(byte)
    } ?? source.count
  }
}
