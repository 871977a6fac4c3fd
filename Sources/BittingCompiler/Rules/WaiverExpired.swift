internal import Diagnostics
internal import KeyModel

/// A waiver whose end has come is still declared. Found when waivers are applied.
enum WaiverExpired: Rule {
  /// What is said of `waiver`; `back` is the first of the findings that it excused, if there still is one.
  static func found(_ waiver: WaiverDeclaration, back: SourceSpan?) -> Finding {
    finding(
      "the waiver of \(waiver.subject) ended at `\(waiver.until.value)`", at: waiver.until.span,
      related: back.map { [Finding.Related("what it excused is reported again", at: $0)] } ?? [],
      help: back == nil
        ? "take it away: there is nothing left for it to excuse"
        : "put right what it excused and take it away, or give it a later end and say why in `reason`")
  }

  static let page = RulePage(
    "waiver-expired", .warning,
    summary: "a waiver that has ended is still declared",
    why: """
      A waiver excuses findings up to its `until` and no longer: at that instant they are back, with the weight that they
      always had. Whoever promised to be done by then has to decide again, and a waiver that excuses nothing reads as if
      it did.
      """,
    wrong: """
      - rule: wildcard-scope
        until: 2026-09-01      # and it is October
      """,
    right: """
      - rule: wildcard-scope
        until: 2026-12-31
      """)
}
