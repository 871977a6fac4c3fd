internal import Diagnostics

/// A name that is declared twice.
enum DuplicateName: Rule {
  static func found(_ what: String, _ name: String, at span: SourceSpan, first: SourceSpan) -> Finding {
    finding(
      "\(what) `\(name)` is declared twice", at: span,
      related: [Finding.Related("the first declaration", at: first)],
      help: "take one of the two away, or give it another name")
  }

  static func item(_ name: String, at span: SourceSpan, first: SourceSpan) -> Finding {
    finding(
      "`\(name)` stands twice in one list", at: span, related: [Finding.Related("here first", at: first)],
      help: "take one of the two away")
  }

  static func section(_ name: String, at span: SourceSpan, first: SourceSpan) -> Finding {
    finding(
      "section `\(name)` stands twice", at: span, related: [Finding.Related("the first one", at: first)],
      help: "a project has one `\(name)`")
  }

  static let page = RulePage.sound(
    "duplicate-name",
    summary: "a name that is declared twice",
    why: """
      If the second declaration won, a file added at the end of a tree could change what an earlier one says without
      touching it. Neither wins.
      """,
    wrong: """
      key: acme-sync
      # … and in another file, or after `---`:
      key: acme-sync
      """,
    right: """
      key: acme-sync
      # … and in the other file:
      key: acme-export
      """)
}
