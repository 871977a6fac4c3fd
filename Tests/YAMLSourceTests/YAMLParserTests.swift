import Diagnostics
import Testing

@testable import YAMLSource

@Suite struct YAMLParserTests {
  @Test(arguments: [
    ("", []),
    ("\u{FEFF}", []),
    ("# only a comment\n", []),
    ("---\n", ["-"]),
    ("--- # nothing\n...\n---\na: b\n---\n", ["-", "{a: b}", "-"]),
    ("a: b  # c\n", ["{a: b}"]),
    ("a:\nb: ''\nc: ~\n", ["{a: , b: \"\", c: ~}"]),
    ("\u{FEFF}a: é\r\nb: [x, 'y''z', \"q\\n\"]\r\n", ["{a: é, b: [x, \"y'z\", \"q\n\"]}"]),
    ("a: |\n  one\n  two\n\n# c\nb: >-\n  one\n  two\n", ["{a: \"one\ntwo\n\", b: \"one two\"}"]),
    ("a: one\n  two\n\n  three\n", ["{a: one two\nthree}"]),
    ("- a\n- - b\n  - {c: d, e}\n- [f: g]\n", ["[a, [b, {c: d, e: }], [{f: g}]]"]),
    ("? a\n: b\n", ["{a: b}"]),
    ("a: b\n---\na: c\n", ["{a: b}", "{a: c}"]),
    ("a: 日本語　🔑\n", ["{a: 日本語　🔑}"]),
  ])
  func readsWhatIsWritten(_ text: String, _ expected: [String]) {
    let parsed = parse(text)
    #expect(parsed.findings == [])
    #expect(parsed.documents.map { outline($0.root) } == expected)
  }

  @Test(arguments: [
    ("a: b # c\n\n# d\n", "{a: b}", "a: b"),
    ("a:\n- b\n- c # d\n# e\n", "{a: [b, c]}", "a:\n- b\n- c"),
    ("a: |\n  b\n\n\n# c\n", "{a: \"b\n\"}", "a: |\n  b"),
    ("a: | # c\n\n", "{a: \"\"}", "a: |"),
    ("a: {b: c} # d\n", "{a: {b: c}}", "a: {b: c}"),
    ("a: \"é\\n\" # d\n", "{a: \"é\n\"}", "a: \"é\\n\""),
    ("a: b\n  c # d\n", "{a: b c}", "a: b\n  c"),
    ("a: # nothing\n", "{a: }", "a:"),
    ("[a: b , c]\n", "[{a: b}, c]", "[a: b , c]"),
  ])
  func spansEndWithTheirContent(_ text: String, _ expected: String, _ rootText: String) throws {
    let root = try #require(parse(text).documents.first?.root)
    #expect(outline(root) == expected)
    #expect(covered(root.span, of: text) == rootText)
  }
}
