import Diagnostics
import Testing

@testable import YAMLSource

@Suite struct YAMLPathsTests {
  @Test(arguments: [
    ("«a: b»\n", ""), ("«a»: b\n", "a"), ("a: «b»\n", "a"), ("a:«»\n", "a"), ("a: «bc»d\n", "a"), ("a«:» b\n", ""),
    ("secrets:\n  - handle: x\n    sha256: «y»\n", "secrets[0].sha256"),
    ("secrets:\n  - handle: x\n    «sha256»: y\n", "secrets[0].sha256"),
    ("secrets:\n  - «handle: x\n    sha256: y»\n", "secrets[0]"),
    ("types: {client: {ceiling: [a, «b»]}}\n", "types.client.ceiling[1]"),
    ("types: {client: {ceiling: [«a, b»]}}\n", "types.client.ceiling"),
    ("types: {client: {ceiling: «[a, b]»}}\n", "types.client.ceiling"),
    ("routes:\n  GET /v1/a: «x»\n", "routes.\"GET /v1/a\""),
    ("\"\": «x»\n", "\"\""), ("'a\"b': «x»\n", "\"a\\\"b\""), ("key-1_x: «y»\n", "key-1_x"), ("é: [«y»]\n", "\"é\"[0]"),
    ("- - a\n  - «b»\n", "[0][1]"), ("«text»\n", ""), ("# «c»\na: b\n", ""), ("a: b\n# «c»\n", ""),
    ("a: b\n---\n«c»: d\n", "#2.c"), ("a: b\n---\n- «c»\n", "#2[0]"), ("---\n---\n«c: d»\n", "#2"),
    ("a: *x\n---\n---\n«c»: d\n", "#3.c"),
  ])
  func namesThePlace(_ marked: String, _ expected: String) {
    let parts = marked.split(whereSeparator: { $0 == "«" || $0 == "»" }, keepingEmpty: true)
    let start = parts[0].utf8.count
    let span = SourceSpan(file: FileID(0), start: start, end: start + parts[1].utf8.count)
    let file = SourceFile(path: "a", bytes: Array(parts.joined().utf8))
    #expect(YAMLPaths(reading: file, as: FileID(0)).path(at: span) == expected)
    let finding = Finding("r", .error, "m", at: span)
    #expect(YAMLPaths.naming([finding], in: SourceSet([file]))(span) == expected)
  }

  @Test func agreesWithAWalkFromTheRoot() {
    let seed = UInt64.random(in: 0...UInt64.max)
    for step in 0..<200 {
      var source = RandomYAML(seed: seed &+ UInt64(step))
      let parsed = parse(source.stream())
      let paths = YAMLPaths(parsed.documents)
      for document in parsed.documents {
        guard let root = document.root else { continue }
        for (path, node) in walk(root, document.number > 1 ? "#\(document.number)" : "") where isAlone(node) {
          let name = path.hasPrefix(".") ? String(path.dropFirst()) : path
          #expect(paths.path(at: node.span) == name, "seed \(seed) step \(step)")
        }
      }
    }
  }

  /// Whether the node has bytes of its own; a list of one item without brackets has those of its item.
  private func isAlone(_ node: YAMLNode) -> Bool { node.kind == .scalar && !node.span.range.isEmpty }

  private func walk(_ node: YAMLNode, _ path: String) -> [(String, YAMLNode)] {
    var found = [(path, node)]
    for (place, item) in node.items.enumerated() { found += walk(item, path + "[\(place)]") }
    for (key, value) in node.entries {
      let isName = key.text.utf8.allSatisfy { $0 < 0x80 }
      found += walk(value, path + "." + (isName ? key.text : "\"\(key.text)\""))
    }
    return found
  }
}

extension String {
  fileprivate func split(whereSeparator isSeparator: (Character) -> Bool, keepingEmpty: Bool) -> [String] {
    split(omittingEmptySubsequences: !keepingEmpty, whereSeparator: isSeparator).map(String.init)
  }
}
