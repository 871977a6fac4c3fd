import Diagnostics
import Testing

@testable import YAMLSource

/// Inputs that cost a careless reader minutes or gigabytes. None may take long, which the time limit only guards.
@Suite(.timeLimit(.minutes(1))) struct HostileInputTests {
  struct Bomb: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let findings: Int

    init(_ name: String, _ text: String, findings: Int) {
      testDescription = name
      self.text = text
      self.findings = findings
    }
  }

  @Test(arguments: [
    Bomb("100,000 brackets", String(repeating: "[", count: 100_000), findings: 1),
    Bomb("100,000 braces", String(repeating: "{a: ", count: 100_000), findings: 1),
    Bomb("100,000 dashes", String(repeating: "- ", count: 100_000), findings: 1),
    Bomb("100,000 question marks", String(repeating: "? ", count: 100_000), findings: 1),
    Bomb("50,000 keys", (0..<50_000).map { "k\($0): v\n" }.joined(), findings: 0),
    Bomb("50,000 times one key", String(repeating: "k: v\n", count: 50_000), findings: 101),
    Bomb("50,000 anchors", String(repeating: "- &a b\n", count: 50_000), findings: 101),
    Bomb("50,000 anchors of one node", String(repeating: "&a ", count: 50_000), findings: 3),
    Bomb("50,000 tag directives", (0..<50_000).map { "%TAG !a\($0)! b\n" }.joined(), findings: 101),
    Bomb("a scalar of a megabyte", "a: " + String(repeating: "x", count: 1_000_000), findings: 0),
    Bomb("a megabyte of escapes", "a: \"" + String(repeating: "\\xe9", count: 250_000) + "\"", findings: 0),
    Bomb("a megabyte of control characters", String(repeating: "\u{1}", count: 1_000_000), findings: 101),
    Bomb("billion laughs", "a: &a [x]\n" + (0..<60).map { "a\($0): &a [*a, *a]\n" }.joined(), findings: 101),
    Bomb("20,000 documents", String(repeating: "--- a\n", count: 20_000), findings: 0),
  ])
  func readsOrRefusesQuickly(_ bomb: Bomb) {
    #expect(parse(bomb.text).findings.count == bomb.findings)
  }

  @Test func refusesAFileBeyondTheLimit() {
    let parsed = parse([UInt8](repeating: 0x20, count: YAMLParser.fileLimit + 1))
    #expect(parsed.findings.map(\.message) == ["the file is larger than 64 MiB"])
    #expect(parsed.findings.first?.span.range == 0..<0)
  }

  @Test func saysThatMoreIsNotListed() {
    let findings = parse(String(repeating: "- &a b\n", count: 200)).findings
    #expect(findings.count == 101)
    #expect(findings.last?.message == "the file holds more of this; the rest is not listed")
  }
}
