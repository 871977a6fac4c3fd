import Testing

/// A text and its canonical layout.
struct LayoutCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let before: String
  let after: String

  init(_ description: String, _ before: String, _ after: String) {
    testDescription = description
    self.before = before
    self.after = after
  }

  static let all = order + comments + documents + values + tables

  private static let order = [
    LayoutCase("fields come in order", "owner: b\nkey: a\n", "key: a\nowner: b\n"),
    LayoutCase("unknown fields come last", "x: 1\nkey: a\nw: 2\n", "key: a\nx: 1\nw: 2\n"),
    LayoutCase("names keep their order", "names: {z: 1, a: 2}\nkey: a\n", "key: a\nnames: { z: 1, a: 2 }\n"),
    LayoutCase(
      "fields between brackets have an order", "limits: {max: 2, default: 1}\n", "limits: { default: 1, max: 2 }\n"),
    LayoutCase(
      "records stand on lines", "secrets: [{expires: b, handle: a}, {handle: c}]\n",
      "secrets:\n  - handle: a\n    expires: b\n  - handle: c\n"),
    LayoutCase("a root has no brackets", "{owner: b, key: a}\n", "key: a\nowner: b\n"),
  ]

  private static let comments = [
    LayoutCase(
      "a comment goes with the field below", "x: 1\n# whose\nowner: b\nkey: a # name\n",
      "key: a # name\n# whose\nowner: b\nx: 1\n"),
    LayoutCase(
      "what a blank line keeps apart from the first field is about the file",
      "# the file\n\n# the owner\nowner: b\nkey: a\n",
      "# the file\n\nkey: a\n# the owner\nowner: b\n"),
    LayoutCase(
      "an editor's line stays first", "# yaml-language-server: $schema=a.json\nowner: b\nkey: a\n",
      "# yaml-language-server: $schema=a.json\nkey: a\nowner: b\n"),
    LayoutCase(
      "a deep comment belongs to what is above", "limits:\n    max: 2\n    # max again\nkey: a\n",
      "key: a\nlimits:\n  max: 2\n  # max again\n"),
    LayoutCase(
      "comments between brackets take lines", "names: [ # all\n  a, # first\n  # below\n  b\n  # last\n]\n",
      "names:\n  # all\n  - a # first\n  # below\n  - b\n  # last\n"),
    LayoutCase("a comment in empty brackets", "names: [ # none\n]\n", "# none\nnames: []\n"),
    LayoutCase(
      "a comment between a dash and its key", "secrets:\n- # old\n  handle: a\n", "secrets:\n  # old\n  - handle: a\n"),
    LayoutCase("a comment between a key and its value", "key: # name\n  a\n", "key: a # name\n"),
    LayoutCase("a comment at both places", "key: # name\n  a # it\n", "# name\nkey: a # it\n"),
    LayoutCase("comments alone", "\n\n# a\n\n\n#b  \n", "# a\n\n#b\n"),
  ]

  private static let documents = [
    LayoutCase("the first mark goes", "---\nkey: a\n--- \nkey: b\n...\n", "key: a\n---\nkey: b\n"),
    LayoutCase("empty documents go", "---\n---\nkey: a\n---\n# c\n", "key: a\n# c\n"),
    LayoutCase(
      "comments stay on their side", "key: a\n# one\n---\n# two\nkey: b\n", "key: a\n# one\n---\n# two\nkey: b\n"),
    LayoutCase("a byte order mark goes", "\u{FEFF}key: a", "key: a\n"),
    LayoutCase("line endings stay", "owner: b\r\n\r\n\r\nkey: a\n", "key: a\r\nowner: b\r\n"),
    LayoutCase("one blank line is enough", "\n\nkey: a\n\n\n\nowner: b\n\n", "key: a\n\nowner: b\n"),
    LayoutCase("nothing stays nothing", "", ""),
  ]

  private static let values = [
    LayoutCase(
      "quotes stand where they are needed", "x: [\"a\", 'b c', \"*:read\", 'no', \"1\", 'it''s']\n",
      "x: [a, b c, \"*:read\", \"no\", \"1\", it's]\n"),
    LayoutCase("no quotes are added", "owner: no\nkey: 01\n", "key: 01\nowner: no\n"),
    LayoutCase(
      "lines stay lines", "owner: many\n      words\nkey: >-\n      a\n        b\n\n      c\n",
      "key: >-\n  a\n    b\n\n  c\nowner: many\n  words\n"),
    LayoutCase("line feeds at the end are shown", "key: |+\n  a\n\n", "key: \"a\\n\\n\"\n"),
    LayoutCase("an indented first line", "key: |2\n    a\n   b\n", "key: |2\n    a\n   b\n"),
    LayoutCase("blank first lines that are wider", "|2\n    \n   \n  a\n   b\n", "|2\n    \n   \n  a\n   b\n"),
    LayoutCase("and in a field", "key: |1\n    \n a\n  b\n", "key: |2\n     \n  a\n   b\n"),
    LayoutCase(
      "brackets take 120 columns at most",
      "names: [\(String(repeating: "aaaaaaaaa, ", count: 9))bbbbbbbbbbbbbbbbbbbbbb]\n",
      "names:\n\(String(repeating: "  - aaaaaaaaa\n", count: 9))  - bbbbbbbbbbbbbbbbbbbbbb\n"),
    LayoutCase("nothing at all stays nothing", "key:   \nx: {a: , b: \"\"}\n", "key:\nx:\n  a:\n  b: \"\"\n"),
    LayoutCase("what would mark a document gets quotes", " --- a\n", "\"--- a\"\n"),
    LayoutCase("so does a key that says nothing", "?\n: b\n", "\"\": b\n"),
    LayoutCase("and a block text whose last line does", "a: |\n b\n   \n", "a: \"b\\n  \\n\"\n"),
    LayoutCase("so does a lone dash, before a brace", "a: {q: -}\nb: [-]\n", "a: { q: \"-\" }\nb: [\"-\"]\n"),
    LayoutCase("a key too", " ... a: b\n", "\"... a\": b\n"),
  ]

  private static let tables = [
    LayoutCase("lonely blanks go", "names:\n  k:    a\n  o:   b\n", "names:\n  k: a\n  o: b\n"),
    LayoutCase("fields are no table", "key:   a\nowner: b\n", "key: a\nowner: b\n"),
    LayoutCase(
      "aligned columns stay", "names:\n  a:   { t: A,   l: x }\n  bcd: { t: BCD, l: y }\n  e:    z\n",
      "names:\n  a:   { t: A,   l: x }\n  bcd: { t: BCD, l: y }\n  e: z\n"),
    LayoutCase("comments keep their distance", "key: a   # b\n", "key: a   # b\n"),
  ]

  /// Texts that are canonical already.
  static let kept = [
    "names:\n  - a\n  - b\n",
    "names: [a, b]\n",
    "names:\n  GET  /v1/a:      one\n  POST /v1/{b}/c:  two\n  PUT  /v1/{bb}/c: three\n",
    "names:\n  - [a, b]\n  - { c: d }\n  - - e\n    - f\n",
    "# file\n\n# key\nkey: a\n\n# owner\nowner: b # who\n\nnames:\n  # deep\n  a: b\n  # foot\n# after\n",
  ]
}
