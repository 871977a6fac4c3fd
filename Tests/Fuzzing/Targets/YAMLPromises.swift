internal import Diagnostics
internal import YAMLSource

/// What holds for whatever a parser makes of a file.
struct YAMLPromises {
  private let file: SourceFile
  private let parsed: ParsedYAML
  private let paths: YAMLPaths

  init(_ file: SourceFile, _ parsed: ParsedYAML) {
    self.file = file
    self.parsed = parsed
    paths = YAMLPaths(parsed.documents)
  }

  func check() throws(BrokenPromise) {
    try promise(parsed.findings.count <= 101, "\(parsed.findings.count) findings in one file")
    for finding in parsed.findings {
      try check(finding.span)
      for related in finding.related { try check(related.span) }
    }
    for root in parsed.documents.compactMap(\.root) { try check(root, within: 0..<file.bytes.count, depth: 1) }
    if parsed.findings.isEmpty { try checkVisible() }
  }

  private func check(_ span: SourceSpan) throws(BrokenPromise) {
    let range = span.range
    try promise(range.upperBound <= file.bytes.count, "\(range) is beyond the file of \(file.bytes.count) bytes")
  }

  /// A node lies in the one above it, behind the one before it, and is found again where it is.
  private func check(_ node: YAMLNode, within outer: Range<Int>, depth: Int) throws(BrokenPromise) {
    let range = node.span.range
    try promise(
      outer.lowerBound <= range.lowerBound && range.upperBound <= outer.upperBound, "\(range) is not in \(outer)")
    try promise(depth <= YAMLParser.depthLimit + 1, "nodes lie \(depth) deep")
    _ = paths.path(at: node.span)
    if node.kind == .scalar { try checkText(of: node) }
    var place = range.lowerBound
    let children = node.kind == .mapping ? node.entries.flatMap { [$0.key, $0.value] } : node.items
    for child in children {
      try promise(place <= child.span.range.lowerBound, "\(child.span.range) begins before \(place)")
      try check(child, within: range, depth: depth + 1)
      place = child.span.range.upperBound
    }
  }

  /// It is UTF-8, and nothing in it is hidden.
  private func checkText(of node: YAMLNode) throws(BrokenPromise) {
    let text = node.text
    try promise(node.withText { $0.count } == text.utf8.count, "a text is not UTF-8")
    for scalar in text.unicodeScalars {
      try promise(HiddenCharacter(scalar.value) == nil, "a text holds \(HiddenCharacter.name(of: scalar.value))")
    }
  }

  /// Nothing in an accepted file is hidden, comments included.
  private func checkVisible() throws(BrokenPromise) {
    let bytes = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes.dropFirst(3) : file.bytes[...]
    guard let text = String(validating: bytes, as: UTF8.self) else { throw BrokenPromise("a file is not UTF-8") }
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      try promise(previous != "\r" || scalar == "\n", "a bare CR is taken")
      try promise(
        scalar == "\r" || HiddenCharacter(scalar.value) == nil, "\(HiddenCharacter.name(of: scalar.value)) is taken")
      previous = scalar
    }
    try promise(previous != "\r", "a bare CR is taken")
  }
}
