import Diagnostics
import Testing

@testable import YAMLSource

/// The reader without libyaml against the one with it.
@Suite struct PlainReaderTests {
  /// Layouts that declarations are written in.
  private static let plain = [
    "key: acme-sync\ntype: partner\n", "a: b", "a: b # c\n\n# d\n", "- a\n- b: c\n  d: e\n- [f]\n",
    "a:\n- b\n- c\nd: e\n", "a:\n  - b: c\n    d:\n      e: f\n  - g: h\ni: j\n", "---\na: b\n--- # c\nd: e\n",
    "a: [b, \"c\", 'd', {e: f:g}, []]\n", "a: { b: { c: d }, e: [ f ] }\n", "a: \"*\"\nb: 'x: y'   # z\n",
    "GET  /v1/a/{b}:  c:d\nPOST /v1/#a: e\n", "a: it's [b] {c}, \"d\" & e\n", "é: ü\n日: [ü]\n", "a: b\na: c\n",
    "", "# nothing\n", "a:\n  b: c\n\n  # d\n  e: f\ng:\n    - h\n    -   i: j\n        k: l\n",
  ]
  /// What it has to leave to libyaml, since it would have to report it or to put it together.
  private static let odd = [
    "---\n", "a: b\n---\n", "---\n---\na: b\n", "a\n", "a:\n", "a:\nb: c\n", "a: b\n  c\n", "a: |\n  b\n",
    "a: >\n  b\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "? a\n: b\n", "\"a\": b\n", "a: \"b\\n\"\n", "a: 'b''c'\n",
    "a: 'b\n  c'\n", "a: [b,\n  c]\n", "a: [b,]\n", "a: [b: c]\n", "a: {b}\n", "a: {b: }\n", "a: {b:[c]}\n",
    "a: b: c\n",
    "a: - b\n", "- - a\n", "-\n  a: b\n", "a:\tb\n", "a: b\r\n", "<<: a\n", "...\n", "a: b\n...\n", " a: b\n",
    "a:\n b: c\n  d: e\n",
    "a:\n  b: c\n d: e\n", "a: [b]c\n", "a: [b] c\n", "a: \"b\"c\n", "a: [b]#c\n", "a: b\n- c\n", "- a\nb: c\n",
    "a: [b\n",
    "a: \"b\n", "\u{FEFF}a: b\n", "a: ?b\n", "a: -b\n", "a: [b ?c]\n", "a: [b #c]\n", "a: .\n", "a: [b:,c]\n",
    "\(String(repeating: "k", count: 257)): a\n",
    String(repeating: "[", count: 33) + String(repeating: "]", count: 33),
  ]

  @Test(arguments: plain) func readsPlainLayoutsAsLibyamlDoes(_ text: String) {
    let (ours, theirs) = readings(of: Array(text.utf8))
    #expect(ours == theirs)
  }

  @Test(arguments: odd) func leavesTheRestToLibyaml(_ text: String) {
    #expect(readings(of: Array(text.utf8)).ours == nil)
  }

  @Test func agreesWithLibyamlOnRandomAndDamagedFiles() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var (plain, all) = (0, 0)
    for step in 0..<6000 {
      var source = RandomYAML(seed: seed &+ UInt64(step), isPlain: true)
      var bytes = Array(source.stream().utf8)
      for _ in 0..<Int.random(in: 0...3, using: &source.random) { bytes.damage(using: &source.random) }
      let (ours, theirs) = readings(of: bytes)
      all += 1
      guard let ours else { continue }
      plain += 1
      #expect(ours == theirs, "seed \(seed) step \(step): \(bytes.text.debugDescription)")
    }
    #expect(plain > all / 4, "seed \(seed): it read \(plain) of \(all), too few to compare much")
  }

  /// What both say of a file: every field of every node, every document, every finding. Ours is nil where it gives up.
  private func readings(of bytes: [UInt8]) -> (ours: Reading?, theirs: Reading) {
    let file = SourceFile(path: "keys/a.yaml", bytes: bytes)
    let scan = SourceScan(bytes.span, of: FileID(0))
    guard scan.refusals.findings.isEmpty else { return (nil, Reading(ParsedYAML(findings: []))) }
    return (
      PlainReader.read(file, after: scan).map(Reading.init), Reading(YAMLParser.readEvents(file, after: scan))
    )
  }

  private struct Reading: Equatable {
    let documents: [String]
    let nodes: [String]
    let findings: [Finding]

    init(_ parsed: ParsedYAML) {
      documents = parsed.documents.map { "\($0.number): \($0.rootIndex ?? -1)" }
      nodes = (parsed.documents.first?.table.nodes ?? []).map { "\($0)" }
      findings = parsed.findings
    }
  }
}
