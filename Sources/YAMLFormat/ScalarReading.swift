internal import Diagnostics
internal import YAMLSource

/// How a scalar is written in canonical layout.
///
/// Quotes go where the text needs none. What has no quotes keeps having none: here it means the same, and quoting it
/// would only make a difference to be read; but for `---`, which is a text only as long as it is indented, and a lone `-`,
/// which is one only with a bracket or a comma right behind it. An author's lines stay lines.
enum ScalarReading {
  /// The key of an entry. One that says nothing gets quotes: libyaml reads it without any only behind a `?`.
  static func key(_ node: YAMLNode, in bytes: [UInt8]) -> Piece.Key {
    let text = node.text
    let isVerbatim =
      node.isPlain && !text.isEmpty && !isOnSeveralLines(node, in: bytes) && !beginsLikeMarker(node)
    return Piece.Key(name: text, written: isVerbatim ? text : oneLine(node, in: bytes))
  }

  /// A value; one between brackets is always written on one line.
  static func value(_ node: YAMLNode, in bytes: [UInt8], isFlow: Bool) -> Content {
    if node.isPlain, beginsLikeMarker(node) || isLoneDash(node) { return .line(oneLine(node, in: bytes)) }
    guard isOnSeveralLines(node, in: bytes) || isBlock(node, in: bytes) else {
      return .line(node.isPlain ? node.text : oneLine(node, in: bytes))
    }
    if isFlow { return .line(oneLine(node, in: bytes)) }
    let lines = isBlock(node, in: bytes) ? blockLines(node, in: bytes) : foldedLines(node, in: bytes)
    return lines.map(Content.lines) ?? .line(oneLine(node, in: bytes))
  }

  /// Whether a scalar would begin or end a document if it stood at the beginning of a line, as a root does.
  private static func beginsLikeMarker(_ node: YAMLNode) -> Bool {
    node.withText { text in
      guard text.count >= 3, text.count == 3 || text[3] <= 0x20 else { return false }
      return [0x2D, 0x2E].contains(text[0]) && text[1] == text[0] && text[2] == text[0]
    }
  }

  /// Whether a blank behind a scalar, as stands before a brace, would make the mark of a list's item of it.
  private static func isLoneDash(_ node: YAMLNode) -> Bool {
    node.withText { $0.count == 1 && $0[0] == 0x2D }
  }

  private static func oneLine(_ node: YAMLNode, in bytes: [UInt8]) -> String {
    YAMLScalarText.written(node.text) ?? String(decoding: bytes[node.span.range], as: UTF8.self)
  }

  private static func isOnSeveralLines(_ node: YAMLNode, in bytes: [UInt8]) -> Bool {
    bytes[node.span.range].contains(0x0A)
  }

  /// Whether a scalar is a block text, which begins with `|` or `>`.
  private static func isBlock(_ node: YAMLNode, in bytes: [UInt8]) -> Bool {
    guard !node.isPlain, !node.span.range.isEmpty else { return false }
    return bytes[node.span.range.lowerBound] == 0x7C || bytes[node.span.range.lowerBound] == 0x3E
  }

  /// A scalar whose lines are joined by a blank: its lines' indentation means nothing.
  ///
  /// Nil for one with escapes, as an escaped blank or line feed may stand at the end of a line.
  private static func foldedLines(_ node: YAMLNode, in bytes: [UInt8]) -> ScalarLines? {
    guard !bytes[node.span.range].contains(0x5C) else { return nil }
    let lines = sourceLines(bytes[node.span.range]).map { String(decoding: trimmed($0), as: UTF8.self) }
    guard let first = lines.first else { return nil }
    return ScalarLines(first: first, comment: nil, rest: Array(lines.dropFirst()))
  }

  /// A block text. Nil for one that says nothing, or whose last line does: only quotes show those.
  private static func blockLines(_ node: YAMLNode, in bytes: [UInt8]) -> ScalarLines? {
    let text = Array(node.text.utf8)
    let last = (text.last == 0x0A ? text.dropLast() : text[...]).split(
      separator: 0x0A, omittingEmptySubsequences: false
    ).last
    guard let last, !trimmed(last).isEmpty else { return nil }
    var end = node.span.range.upperBound
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    let lines = sourceLines(bytes[node.span.range.lowerBound..<end])
    guard let header = lines.first, let indentation = indentation(of: lines.dropFirst(), saying: text) else {
      return nil
    }
    let needsDigit = text.drop { $0 == 0x0A }.first == 0x20
    let style = String(decoding: header.prefix(1), as: UTF8.self) + (needsDigit ? "2" : "")
    let comment = header.firstIndex(of: 0x23).map { String(decoding: trimmed(header[$0...]), as: UTF8.self) }
    return ScalarLines(
      first: style + (text.last == 0x0A ? "" : "-"), comment: comment,
      rest: lines.dropFirst().map { line in
        String(decoding: line.dropFirst(min(indentation, line.prefix { $0 == 0x20 }.count)), as: UTF8.self)
      })
  }

  /// How far the lines of a block text are indented: what the first that is not blank has before what it says. A blank
  /// one above it may be wider, and then says blanks.
  private static func indentation(of lines: ArraySlice<ArraySlice<UInt8>>, saying text: [UInt8]) -> Int? {
    let isSaid = { (line: ArraySlice<UInt8>) in !trimmed(line).isEmpty }
    guard let first = lines.first(where: isSaid), let saying = sourceLines(text[...]).first(where: isSaid) else {
      return nil
    }
    let said = saying.prefix { $0 == 0x20 }.count
    let written = first.prefix { $0 == 0x20 }.count
    return written >= said ? written - said : nil
  }

  private static func sourceLines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line.drop { $0 == 0x20 || $0 == 0x09 }
    while line.last == 0x20 || line.last == 0x09 { line = line.dropLast() }
    return line
  }
}
