import Testing

@testable import Diagnostics

@Suite struct TerminalRendererTests {
  /// What a sample looks like when place 1 is the finding's and places 2, 3 … are related.
  struct Case: CustomTestStringConvertible {
    let name: String
    let files: [(String, String)]
    var related: [String] = []
    var help: String?
    let expected: String

    var testDescription: String { name }
  }

  @Test(arguments: cases)
  func shows(_ sample: Case) {
    let files = Sample(sample.files)
    let related = sample.related.enumerated().map { Finding.Related($0.element, at: files[$0.offset + 2]) }
    let finding = Finding("a-rule", .error, "the fact", at: files[1], related: related, help: sample.help)
    let located = files.locate(finding)[0]
    let plain = TerminalRenderer(isColored: false).render(located)
    #expect(plain == "error[a-rule]: the fact\n" + sample.expected + "\n")
    #expect(withoutColor(TerminalRenderer(isColored: true).render(located)) == plain)
  }

  static let cases = [
    Case(
      name: "one place", files: [("keys/a.yaml", "key: a\nscopes: [b, «1:c:d»]\n")], help: "do that",
      expected: """
         --> keys/a.yaml:2:13
          |
        2 | scopes: [b, c:d]
          |             ^^^
          = help: do that
        """),
    Case(
      name: "a place in another file",
      files: [("a", "«1:x»"), ("b", "\n\n\n\n\n\n\n\n\n\n\n  «2:yz» # c\n")], related: ["up to here"],
      expected: """
          --> a:1:1
           |
         1 | x
           | ^
          ::: b:12:3
           |
        12 |   yz # c
           |   -- up to here
        """),
    Case(
      name: "near places stand together, by line",
      files: [("a", "\n\n\n\n\n\n\n\n«2:a»: 1\n«1:b»: 2\nc\nd\n«3:e»")], related: ["first", "last"],
      expected: """
          --> a:10:1
           |
         9 | a: 1
           | - first
        10 | b: 2
           | ^
        ...
        13 | e
           | - last
        """),
    Case(
      name: "far places of one file stand apart",
      files: [("a", "«2:a»\n\n\n\n\n\n\n«1:a»\n")], related: ["first"],
      expected: """
         --> a:8:1
          |
        8 | a
          | ^
         ::: a:1:1
          |
        1 | a
          | - first
        """),
    Case(
      name: "two places of one line", files: [("a", "{«2:a»: 1, «1:a»: 2}\n")], related: ["first"],
      expected: """
         --> a:1:8
          |
        1 | {a: 1, a: 2}
          |        ^
          |  - first
        """),
    Case(
      name: "tabs", files: [("a", "a\tb:\t«1:c\td»\te\n")],
      expected: """
         --> a:1:6
          |
        1 | a   b:  c   d   e
          |         ^^^^^
        """),
    Case(
      name: "wide and combining characters", files: [("a", "日本: «1:e\u{301}語»x\n")],
      expected: """
         --> a:1:5
          |
        1 | 日本: e\u{301}語x
          |       ^^^
        """),
    Case(
      name: "several lines", files: [("a", "x: «1:a\n  b»\n")],
      expected: """
         --> a:1:4
          |
        1 | x: a
          |    ^
        """),
    Case(
      name: "nothing there", files: [("a", "x:«1:»\r\ny: z\r\n")],
      expected: """
         --> a:1:3
          |
        1 | x:
          |   ^
        """),
    Case(
      name: "an empty line", files: [("a", "x\n«1:»\ny")],
      expected: """
         --> a:2:1
          |
        2 |
          | ^
        """),
    Case(
      name: "the end of the file", files: [("a", "x\n«1:»")],
      expected: """
         --> a:2:1
          |
        2 |
          | ^
        """),
    Case(name: "an empty file", files: [("a", "«1:»")], help: "fill it", expected: " --> a:1:1\n  = help: fill it"),
    Case(
      name: "a byte order mark", files: [("a", "\u{FEFF}«1:x»: y\n")],
      expected: """
         --> a:1:1
          |
        1 | x: y
          | ^
        """),
    Case(
      name: "characters that a terminal obeys",
      files: [("a\u{1b}[2J\n", "a\u{202E}b: «1:\u{7}\u{85}»\u{9b}\n")], related: ["x\u{200B}y\r"],
      help: "\u{1b}]8;;",
      expected: """
         --> a\\u{1b}[2J\\u{a}:1:6
          |
        1 | a\\u{202e}b: \\u{7}\\u{85}\\u{9b}
          |             ^^^^^^^^^^^
          = help: \\u{1b}]8;;
        """),
    Case(
      name: "a very long line",
      files: [("a", String(repeating: "é", count: 500) + "«1:x»" + String(repeating: "y", count: 500))],
      expected: """
         --> a:1:501
          |
        1 | …\(String(repeating: "é", count: 40))x\(String(repeating: "y", count: 119))…
          |  \(String(repeating: " ", count: 40))^
        """),
    Case(
      name: "a long place", files: [("a", "«1:" + String(repeating: "x", count: 500) + "»")],
      expected: """
         --> a:1:1
          |
        1 | \(String(repeating: "x", count: 120))…
          | \(String(repeating: "^", count: 120))
        """),
    Case(
      name: "tokens", files: [("t-\(TokenRedactorTests.token)", "a: «1:\(TokenRedactorTests.token)» # b\n")],
      help: "not \(TokenRedactorTests.token)",
      expected: """
         --> t-shop_live_k7Hq2mZp…:1:4
          |
        1 | a: shop_live_k7Hq2mZp… # b
          |    ^^^^^^^^^^^^^^^^^^^
          = help: not shop_live_k7Hq2mZp…
        """),
    Case(
      name: "a part of a token", files: [("a", "shop_live_k7Hq2mZp«1:T3vXw8LdRrYb0c»NfGsJe4uAiQo22Ctz3: b\n")],
      expected: """
         --> a:1:19
          |
        1 | shop_live_k7Hq2mZp…: b
          | ^^^^^^^^^^^^^^^^^^^
        """),
  ]

  @Test func cutsNoTokenAtTheEdgeOfALongLine() {
    for pad in 0..<260 {
      let line =
        String(repeating: "-", count: pad) + TokenRedactorTests.token + String(repeating: "-", count: 260 - pad)
      let sample = Sample([("a", "\(line)«1:x»\(line)")])
      let text = TerminalRenderer(isColored: false).render(sample.locate(Finding("r", .note, "m", at: sample[1])))
      #expect(!text.contains("T3vX") && !text.contains("Ctz3") && !text.contains("uAiQ"), "\(pad)")
    }
  }

  @Test func showsAFindingWithoutAFile() {
    let finding = Finding("r", .warning, "m", at: SourceSpan(file: FileID(7), start: 3, end: 4), help: "h")
    let located = FindingLocator(SourceSet([])).locate([finding])
    #expect(TerminalRenderer(isColored: false).render(located) == "warning[r]: m\n  = help: h\n\n")
  }

  @Test func colorsBySeverity() {
    let sample = Sample([("a", "«1:x»\n")])
    let text = TerminalRenderer(isColored: true).render(sample.locate(Finding("r", .warning, "m", at: sample[1])))
    #expect(text.hasPrefix("\u{1b}[1;33mwarning[r]\u{1b}[0m\u{1b}[1m: m\u{1b}[0m\n"))
    #expect(text.contains("\u{1b}[1;33m^\u{1b}[0m\n"))
  }

  private func withoutColor(_ text: String) -> String {
    let parts = text.split(separator: "\u{1b}[", omittingEmptySubsequences: false)
    return String(parts[0]) + parts.dropFirst().map { String($0.drop { $0 != "m" }.dropFirst()) }.joined()
  }
}
