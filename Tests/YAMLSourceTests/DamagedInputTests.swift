import Diagnostics
import Testing

@testable import YAMLSource

/// Readable files with pieces of them replaced at random: whatever comes of it must keep the promises of a node.
@Suite struct DamagedInputTests {
  private static let pieces: [[UInt8]] =
    [
      "[", "]", "{", "}", ",", ":", ": ", "- ", "? ", "\n", "\r\n", "\r", " ", "\t", "#", "&a ", "*a", "!", "!!str ",
      "|", ">-",
      "\"", "'", "\\", "\\x1b", "\\u202e", "%", "---\n", "...\n", "<<", "\u{FEFF}", "\u{85}", "\u{202E}", "é", "🔑", "@",
      "`", "0",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F]]

  @Test func keepsItsPromisesOnDamagedFiles() {
    let seed = UInt64.random(in: 0...UInt64.max)
    for step in 0..<1500 {
      var source = RandomYAML(seed: seed &+ UInt64(step))
      var bytes = Array(source.stream().utf8)
      for _ in 0..<Int.random(in: 1...4, using: &source.random) {
        let start = Int.random(in: 0...bytes.count, using: &source.random)
        let end = min(bytes.count, start + Int.random(in: 0...3, using: &source.random))
        bytes.replaceSubrange(start..<end, with: Self.pieces.randomElement(using: &source.random)!)
      }
      let parsed = parse(bytes)
      let broken = parsed.documents.flatMap { $0.root?.nodesBelow ?? [] }.contains { !isSound($0, bytes) }
      #expect(!broken, "seed \(seed) step \(step): \(bytes.text.debugDescription)")
      #expect(rendersEverything(parsed, bytes), "seed \(seed) step \(step): \(bytes.text.debugDescription)")
    }
  }

  /// Whether the node lies in its file, within its children's reach, and says nothing hidden.
  private func isSound(_ node: YAMLNode, _ bytes: [UInt8]) -> Bool {
    let range = node.span.range
    let children = node.items + node.entries.flatMap { [$0.key, $0.value] }
    let isInside = range.upperBound <= bytes.count
    let holdsChildren = children.allSatisfy {
      range.lowerBound <= $0.span.range.lowerBound && $0.span.range.upperBound <= range.upperBound
    }
    let isVisible = node.text.unicodeScalars.allSatisfy { HiddenCharacter($0.value) == nil }
    let keys = node.entries.map { Array($0.key.text.utf8) }
    return isInside && holdsChildren && isVisible && Set(keys).count == keys.count
  }

  private func rendersEverything(_ parsed: ParsedYAML, _ bytes: [UInt8]) -> Bool {
    let sources = SourceSet([SourceFile(path: "a", bytes: bytes)])
    let located = FindingLocator(sources, pathOf: YAMLPaths.naming(parsed.findings, in: sources)).locate(
      parsed.findings)
    let text = TerminalRenderer(isColored: false).render(located)
    return text.unicodeScalars.allSatisfy { $0 == "\n" || HiddenCharacter($0.value) == nil }
      && !located.contains { $0.place.line < 1 }
  }
}
