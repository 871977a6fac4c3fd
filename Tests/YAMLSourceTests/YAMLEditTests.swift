import Diagnostics
import Testing

@testable import YAMLSource

@Suite struct YAMLEditTests {
  /// An edit of the root mapping of the first document, and the file that it leaves.
  struct Case: CustomTestStringConvertible {
    let text: String
    let edit: @Sendable (YAMLNode) throws(YAMLEditFailure) -> [UInt8]
    let expected: String

    init(
      _ text: String, _ expected: String,
      _ edit: @escaping @Sendable (YAMLNode) throws(YAMLEditFailure) -> [UInt8]
    ) {
      self.text = text
      self.edit = edit
      self.expected = expected
    }

    var testDescription: String { text.debugDescription + " -> " + expected.debugDescription }
  }

  @Test(arguments: scalars + entries + appended + removed)
  func changesOnlyWhatItMust(_ sample: Case) throws {
    let root = try #require(parse(sample.text).documents.first?.root)
    #expect(try sample.edit(root).text == sample.expected)
  }

  private static func set(_ text: String, _ expected: String, _ value: String) -> Case {
    Case(text, expected) { root throws(YAMLEditFailure) in try YAMLEdit.setEntry("a", to: value, of: root) }
  }

  static let scalars = [
    set("a: b # c\n", "a: x # c\n", "x"),
    set("a: 'b'   # c\r\nd: e", "a: 'it''s'   # c\r\nd: e", "it's"),
    set("a: \"b\"\n", "a: \"say \\\"x\\\"\"\n", "say \"x\""),
    set("a: 'b'\n", "a: \"x\\ny\"\n", "x\ny"),
    set("a: b\n", "a: \"12345678\"\n", "12345678"),
    set("a:\n", "a: x\n", "x"),
    set("a: # c\n", "a: x # c\n", "x"),
    set("a:", "a: x", "x"),
    set("a: |\n  b\n  c\n\n# d\ne: f\n", "a: x\n\n# d\ne: f\n", "x"),
    set("{a: b, c: d}\n", "{a: \"x, y\", c: d}\n", "x, y"),
    set("{c: d, a: \"b\"}\n", "{c: d, a: \"x\"}\n", "x"),
    set("\u{FEFF}é: ü\na: é\n", "\u{FEFF}é: ü\na: ö\n", "ö"),
    set("a: b\n  c\nd: e\n", "a: x\nd: e\n", "x"),
  ]

  static let entries = [
    set("b: c\n", "b: c\na: x\n", "x"),
    set("b: c", "b: c\na: x", "x"),
    set("b: c # d\n\n# e\n", "b: c # d\na: x\n\n# e\n", "x"),
    set("b: c\n# d\n---\n# e\nf: g\n", "b: c\na: x\n# d\n---\n# e\nf: g\n", "x"),
    set("b:\r\n  - c\r\n  - d # e\r\n", "b:\r\n  - c\r\n  - d # e\r\na: x\r\n", "x"),
    set("  b: c\n", "  b: c\n  a: x\n", "x"),
    set("\u{FEFF}b: c\n", "\u{FEFF}b: c\na: x\n", "x"),
    set("b: |\n  c\n\n", "b: |\n  c\na: x\n\n", "x"),
    set("b:\n", "b:\na: x\n", "x"),
    set("{}\n", "{a: x}\n", "x"),
    set("{ b: c }\n", "{ b: c, a: x }\n", "x"),
    set("{b: c,} # d\n", "{b: c, a: x,} # d\n", "x"),
    Case("s:\n  - b: c\n    d: e # f\n  - g: h\n", "s:\n  - b: c\n    d: e # f\n    a: x\n  - g: h\n") {
      root throws(YAMLEditFailure) in
      try YAMLEdit.setEntry("a", to: "x", of: root.entries[0].value.items[0])
    },
  ]

  private static func append(_ text: String, _ expected: String) -> Case {
    Case(text, expected) { root throws(YAMLEditFailure) in
      try YAMLEdit.appendItem([("h", "x"), ("t", "2026-09-02T08:00:00Z")], to: "s", of: root)
    }
  }

  static let appended = [
    append("a: b\n", "a: b\ns:\n  - h: x\n    t: 2026-09-02T08:00:00Z\n"),
    append("a: b # c", "a: b # c\ns:\n  - h: x\n    t: 2026-09-02T08:00:00Z"),
    append("a: b\n\n# c\n---\nd: e\n", "a: b\ns:\n  - h: x\n    t: 2026-09-02T08:00:00Z\n\n# c\n---\nd: e\n"),
    append("s:\n  -", "s:\n  -\n  - h: x\n    t: 2026-09-02T08:00:00Z"),
    append("s: [] # c\na: b\n", "s: # c\n  - h: x\n    t: 2026-09-02T08:00:00Z\na: b\n"),
    append("s: [ ]\r\na: b\r\n", "s:\r\n  - h: x\r\n    t: 2026-09-02T08:00:00Z\r\na: b\r\n"),
    append("s:\n  []\n", "s:\n  [{h: x, t: 2026-09-02T08:00:00Z}]\n"),
    append("s: # c\na: b\n", "s: # c\n  - h: x\n    t: 2026-09-02T08:00:00Z\na: b\n"),
    append(
      "s:\n  - h: y # c\n    t: z # d\n  # e\n\na: b\n",
      "s:\n  - h: y # c\n    t: z # d\n  - h: x\n    t: 2026-09-02T08:00:00Z\n  # e\n\na: b\n"),
    append("s:\n- h: y\na: b\n", "s:\n- h: y\n- h: x\n  t: 2026-09-02T08:00:00Z\na: b\n"),
    append("s:\n    -   h: y\n", "s:\n    -   h: y\n    -   h: x\n        t: 2026-09-02T08:00:00Z\n"),
    append("s:\n  -\n    h: y\n", "s:\n  -\n    h: y\n  - h: x\n    t: 2026-09-02T08:00:00Z\n"),
    append("s:\n  - {h: y} # c", "s:\n  - {h: y} # c\n  - {h: x, t: 2026-09-02T08:00:00Z}"),
    append("s: [{h: y}] # c\n", "s: [{h: y}, {h: x, t: 2026-09-02T08:00:00Z}] # c\n"),
    append("{a: b, s: []}\n", "{a: b, s: [{h: x, t: 2026-09-02T08:00:00Z}]}\n"),
    append("{a: b}\n", "{a: b, s: [{h: x, t: 2026-09-02T08:00:00Z}]}\n"),
    append("\u{FEFF}s: []\n", "\u{FEFF}s:\n  - h: x\n    t: 2026-09-02T08:00:00Z\n"),
  ]

  private static func remove(_ index: Int, _ text: String, _ expected: String) -> Case {
    Case(text, expected) { root throws(YAMLEditFailure) in try YAMLEdit.removeItem(at: index, from: "s", of: root) }
  }

  static let removed = [
    remove(0, "s:\n  - h: x\n    t: y # c\n  # d\n  - h: z\n", "s:\n  # d\n  - h: z\n"),
    remove(
      1, "s:\n  - h: x\n\n  # d\n  - h: z\n    # e\n    t: y\n  # f\na: b\n", "s:\n  - h: x\n\n  # d\n  # f\na: b\n"),
    remove(1, "s:\n  - h: x\n  - h: z", "s:\n  - h: x"),
    remove(1, "s:\r\n  - h: x\r\n  - h: z\r\n---\r\n", "s:\r\n  - h: x\r\n---\r\n"),
    remove(0, "s: # c\n  - h: x\n    t: y\na: b\n", "s: [] # c\na: b\n"),
    remove(0, "s:\n- h: x", "s: []"),
    remove(0, "\"s\" :\r\n- h: x\r\n", "\"s\" : []\r\n"),
    remove(1, "s:\n  - a\n  -\n  - c\n", "s:\n  - a\n  - c\n"),
    remove(2, "s:\n  - a\n  - |\n    - b\n\n  - c\n", "s:\n  - a\n  - |\n    - b\n\n"),
    remove(0, "s: [a]\n", "s: []\n"),
    remove(0, "s: [a, b, c]\n", "s: [b, c]\n"),
    remove(1, "s: [a, b, c]\n", "s: [a, c]\n"),
    remove(2, "s: [ a, b, c, ] # d\n", "s: [ a, b, ] # d\n"),
    remove(0, "s: [\n  a,\n  b\n]\n", "s: [\n  b\n]\n"),
  ]

  @Test func refusesWhatItCannotDo() throws {
    func root(_ text: String) throws -> YAMLNode { try #require(parse(text).documents.first?.root) }
    let mapping = try root("a: b\nc: [d]\n")
    #expect(throws: YAMLEditFailure.forbiddenCharacter) { try YAMLEdit.setEntry("a", to: "x\u{1b}", of: mapping) }
    #expect(throws: YAMLEditFailure.forbiddenCharacter) { try YAMLEdit.setEntry("e", to: "\u{202E}", of: mapping) }
    #expect(throws: YAMLEditFailure.wrongKind) { try YAMLEdit.setEntry("c", to: "x", of: mapping) }
    #expect(throws: YAMLEditFailure.wrongKind) { try YAMLEdit.appendItem([("x", "y")], to: "a", of: mapping) }
    #expect(throws: YAMLEditFailure.wrongKind) { try YAMLEdit.removeItem(at: 1, from: "c", of: mapping) }
    #expect(throws: YAMLEditFailure.wrongKind) { try YAMLEdit.removeItem(at: 0, from: "e", of: mapping) }
    let pair = try root("[a: b]\n").items[0]
    #expect(throws: YAMLEditFailure.unsupportedLayout) { try YAMLEdit.setEntry("c", to: "x", of: pair) }
    let commented = try root("s: [a, # a\n  b]\n")
    #expect(throws: YAMLEditFailure.unsupportedLayout) { try YAMLEdit.removeItem(at: 1, from: "s", of: commented) }
    let twice = try root("a: b\na: c\n")
    #expect(throws: YAMLEditFailure.unreadable) { try YAMLEdit.setEntry("a", to: "x", of: twice) }
  }

  @Test(arguments: [
    ("plain text", "plain text"), ("orders:write", "orders:write"), ("2001:db8::/32", "2001:db8::/32"),
    ("60/min", "60/min"), ("90d", "90d"), ("2026-09-02T08:00:00Z", "2026-09-02T08:00:00Z"),
    ("2027-09-01", "2027-09-01"), ("k7Hq2mZp", "k7Hq2mZp"), ("Größe", "Größe"), ("it's", "it's"),
    ("a#b", "a#b"), ("a:?b", "\"a:?b\""), ("c40fe5", "c40fe5"), ("203.0.113.0/24", "203.0.113.0/24"),
    ("", "\"\""), ("~", "\"~\""), ("null", "\"null\""), ("NULL", "\"NULL\""), ("yes", "\"yes\""), ("No", "\"No\""),
    ("y", "\"y\""), ("12345678", "\"12345678\""), ("1e234567", "\"1e234567\""), ("1.10", "\"1.10\""),
    ("0x12ab", "\"0x12ab\""), ("0o17", "\"0o17\""), ("1_000", "\"1_000\""), ("1:20", "\"1:20\""), (".5", "\".5\""),
    (".inf", "\".inf\""), ("-1", "\"-1\""), ("1.", "\"1.\""), ("*:write", "\"*:write\""), ("- a", "\"- a\""),
    ("a: b", "\"a: b\""), ("a:", "\"a:\""), ("a #b", "\"a #b\""), (" a", "\" a\""), ("a ", "\"a \""),
    ("a, b", "\"a, b\""), ("[a]", "\"[a]\""), ("#a", "\"#a\""), ("!a", "\"!a\""), ("&a", "\"&a\""), ("%a", "\"%a\""),
    ("\"a\"", "\"\\\"a\\\"\""), ("a\\b", "a\\b"), ("a\nb", "\"a\\nb\""), ("a\tb", "\"a\\tb\""), ("---", "\"---\""),
    ("...", "\"...\""), ("<<", "\"<<\""), ("@a", "\"@a\""),
  ])
  func quotesWhatAnotherReaderWouldMisread(_ text: String, _ expected: String) {
    #expect(YAMLScalarText.written(text) == expected)
    for document in ["a: \(expected)\n", "- \(expected)\n", "[\(expected)]\n", "{a: \(expected)}\n"] {
      let root = parse(document).documents.first?.root
      let value = root.flatMap { $0.items.first ?? $0.entries.first?.value }
      #expect(value?.text == text, "\(document)")
    }
  }
}
