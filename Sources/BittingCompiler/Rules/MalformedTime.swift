internal import Diagnostics
internal import KeyModel

/// An instant or a length of time that is not written as one, or a window that never opens.
enum MalformedTime: Rule {
  static func endsBeforeItBegins(_ end: Located<Instant>, begin: Located<Instant>) -> Finding {
    finding(
      "it ends at `\(end.value)`, which is not after it begins", at: end.span,
      related: [Finding.Related("it begins here", at: begin.span)])
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
