internal import Diagnostics
internal import YAMLSource

/// A secret whose handle or digest is not written as one.
enum MalformedSecret: Rule {
  /// Says nothing of the value: who mistakes the field may have put a token there.
  static func malformed(_ node: YAMLNode, field: String, kind: String, help: String) -> Finding {
    finding("the value of `\(field)` is not \(kind)", at: node.span, help: help)
  }

  static let page = RulePage.sound(
    "malformed-secret",
    summary: "a handle or a digest that is not written as one",
    why: """
      A secret is known by the SHA-256 of its token and nothing else. A digest with a digit missing would match no token
      and lock its key out; one with capital letters would look like another secret.
      """,
    wrong: """
      secrets:
        - handle: k7Hq2mZp
          sha256: C40FE5E3
      """,
    right: """
      secrets:
        - handle: k7Hq2mZp
          sha256: c40fe5e35767634387790d1b2618c2dbf4f8f6ca658fca997d4b055d68f311ff
      """)
}
