internal import Diagnostics

/// Something of YAML that is not part of the language.
enum UnsupportedYAML: Rule {
  static let page = RulePage.sound(
    "unsupported-yaml",
    summary: "something of YAML that a declaration may not use",
    why: """
      Anchors, tags and merge keys let a line mean something that stands elsewhere. Hidden line breaks and invisible
      characters let a diff show something else than a parser reads, and so does a letter that is written as an escape
      (`\\x73`). None of that belongs where access is reviewed.
      """,
    wrong: """
      base: &base { rate: 600/min }
      key: acme-sync
      <<: *base
      """,
    right: """
      key: acme-sync
      rate: 600/min
      """)
}
