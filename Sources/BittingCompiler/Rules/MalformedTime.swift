internal import Diagnostics
internal import KeyModel

/// An instant or a length of time that is not written as one, or a window that never opens.
enum MalformedTime: Rule {
  static func endsBeforeItBegins(_ end: Located<Instant>, begin: Located<Instant>) -> Finding {
    finding(
      "it ends at `\(end.value)`, which is not after it begins", at: end.span,
      related: [Finding.Related("it begins here", at: begin.span)])
  }

  static func isNone(_ name: StaticString, in subject: String, at span: SourceSpan, help: String) -> Finding {
    finding("`\(name)` of \(subject) is no time at all", at: span, help: help)
  }

  static func remindsFromTheBeginning(_ remind: Located<TimeSpan>, of type: Name, _ life: Located<TimeSpan>) -> Finding
  {
    finding(
      "type `\(type)` reminds `\(remind.value)` before the end of a secret that lives `\(life.value)`", at: remind.span,
      related: [Finding.Related("a secret lives this long at most", at: life.span)],
      help: "a rotation would always be due: remind less than `\(life.value)` before the end")
  }

  static func graceOutlivesSecrets(_ grace: Located<TimeSpan>, of type: Name, _ life: Located<TimeSpan>) -> Finding {
    finding(
      "type `\(type)` lets an old secret live on for `\(grace.value)`, longer than any secret lives", at: grace.span,
      related: [Finding.Related("a secret lives this long at most", at: life.span)],
      help: "no rotation would ever end a secret: give `\(life.value)` at most")
  }

  static let page = RulePage.sound(
    "malformed-time",
    summary: "an instant or a length of time that is none, or a window that never opens",
    why: """
      Times decide when a key stops working. Local times, fractions and months of unknown length would let two machines
      disagree about that; UTC in whole seconds does not.
      """,
    wrong: """
      expires: next year
      """,
    right: """
      expires: 2027-09-01
      """)
}
