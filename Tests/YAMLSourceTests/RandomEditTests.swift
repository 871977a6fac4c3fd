import Diagnostics
import Testing

@testable import YAMLSource

@Suite struct RandomEditTests {
  /// A document as a value, built without the code under test: what each edit must lead to.
  indirect enum Value: Equatable {
    case text(String)
    case list([Value])
    case map([String: Value])

    init(_ node: YAMLNode) {
      self =
        switch node.kind {
        case .scalar: .text(node.isPlain && node.text == "null" ? "a plain null" : node.text)
        case .sequence: .list(node.items.map(Value.init))
        case .mapping: .map(.init(uniqueKeysWithValues: node.entries.map { ($0.key.text, Value($0.value)) }))
        }
    }
  }

  @Test func changeOnlyTheIntendedPath() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var made = 0
    for step in 0..<600 {
      var source = RandomYAML(seed: seed &+ UInt64(step))
      let text = source.stream()
      let parsed = parse(text)
      try #require(parsed.findings.isEmpty, "seed \(seed) step \(step): \(text)")
      let nodes = parsed.documents.flatMap { ($0.root?.nodesBelow ?? []) }
      guard let node = nodes.randomElement(using: &source.random) else { continue }
      do throws(YAMLEditFailure) {
        let (bytes, expected) = try edit(node, &source)
        made += 1
        check(parse(bytes), expected, parsed, seed: seed, step: step, text + "=>\n" + bytes.text)
      } catch {
        #expect(error == .unsupportedLayout || error == .wrongKind, "seed \(seed) step \(step): \(text)")
      }
    }
    #expect(made > 300, "seed \(seed)")
  }

  /// Edits at `node`; returns the new file and, by the index of the node that changes, what it must say.
  private func edit(
    _ node: YAMLNode, _ source: inout RandomYAML
  ) throws(YAMLEditFailure) -> (bytes: [UInt8], expected: (at: Int, Value)) {
    let word = source.word()
    guard node.kind == .mapping, case .map(var map) = Value(node) else {
      let bytes = try YAMLEdit.replaceScalar(node, with: word)
      return (bytes, (node.index, .text(word)))
    }
    let entry = node.entries.randomElement(using: &source.random)
    switch Int.random(in: 0..<4, using: &source.random) {
    case 0:
      map[word] = .text("x")
      return (try YAMLEdit.setEntry(word, to: "x", of: node), (node.index, .map(map)))
    case 1:
      map[word] = .list([.map(["h": .text(word), "t": .text("x")])])
      return (try YAMLEdit.appendItem([("h", word), ("t", "x")], to: word, of: node), (node.index, .map(map)))
    case 2:
      guard let entry else { throw .wrongKind }
      let old = Value(entry.value)
      let bytes = try YAMLEdit.appendItem([("h", word)], to: entry.key.text, of: node)
      guard case .list(let items) = old == .text("") ? .list([]) : old else { throw .wrongKind }
      map[entry.key.text] = .list(items + [.map(["h": .text(word)])])
      return (bytes, (node.index, .map(map)))
    default:
      guard let entry, case .list(var items) = Value(entry.value), !items.isEmpty else { throw .wrongKind }
      let index = Int.random(in: items.indices, using: &source.random)
      let bytes = try YAMLEdit.removeItem(at: index, from: entry.key.text, of: node)
      items.remove(at: index)
      map[entry.key.text] = .list(items)
      return (bytes, (node.index, .map(map)))
    }
  }

  private func check(
    _ new: ParsedYAML, _ expected: (at: Int, value: Value), _ old: ParsedYAML, seed: UInt64, step: Int, _ text: String
  ) {
    func value(_ node: YAMLNode) -> Value {
      guard node.index != expected.at else { return expected.value }
      return switch node.kind {
      case .scalar: Value(node)
      case .sequence: .list(node.items.map(value))
      case .mapping: .map(.init(uniqueKeysWithValues: node.entries.map { ($0.key.text, value($0.value)) }))
      }
    }
    let wanted = old.documents.map { $0.root.map(value) }
    let got = new.documents.map { $0.root.map(Value.init) }
    #expect(new.findings.isEmpty && wanted == got, "seed \(seed) step \(step): \(text)")
  }
}

extension YAMLNode {
  /// The node and all values below it, keys left out.
  var nodesBelow: [YAMLNode] {
    [self] + items.flatMap(\.nodesBelow) + entries.flatMap { $0.value.nodesBelow }
  }
}
