internal import Diagnostics
internal import KeyModel

/// A waiver has no end that anybody will remember.
enum WaiverTooLong: Rule {
  /// How far ahead the end of a waiver may be.
  private static let limit = TimeSpan(seconds: 180 * 86_400)

  static func check(_ catalog: Catalog, at now: Instant, report: inout [Finding]) {
    for waiver in catalog.declarations.waivers where now + limit < waiver.until.value {
      report.append(
        finding(
          "the waiver of \(waiver.subject) goes on for more than `\(limit)`", at: waiver.until.span,
          help: "let it end at `\(now + limit)` at the latest; it can be prolonged then, by a change that is reviewed"))
    }
  }

  static let page = RulePage(
    "waiver-too-long", .error,
    summary: "a waiver ends more than 180 days from now",
    why: """
      An exception without an end in sight is a weaker rule that nobody decided on. What is needed for good belongs into
      `rules`, where everybody sees it. Until it is shortened the waiver counts, and this is what keeps the check from
      passing.
      """,
    wrong: """
      - rule: wildcard-scope
        until: 2030-01-01
      """,
    right: """
      - rule: wildcard-scope
        until: 2026-12-31
      """)
}

extension WaiverDeclaration {
  /// Whom and what it excuses, for messages.
  var subject: String {
    let name = "`\(WaiverTooLong.quoted(rule.value.string))`"
    return key.map { "\(name) for key `\($0.value)`" } ?? name
  }
}
