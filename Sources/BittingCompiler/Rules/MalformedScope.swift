internal import Diagnostics

/// A scope that is not a resource and a level.
enum MalformedScope: Rule {
  static let page = RulePage.sound(
    "malformed-scope",
    summary: "a scope that is not a resource and a level",
    why: """
      A scope has exactly one form, so that two scopes are the same if and only if they look the same.
      """,
    wrong: """
      scopes: ["orders", "orders:read:write"]
      """,
    right: """
      scopes: ["orders:write"]
      """)
}
