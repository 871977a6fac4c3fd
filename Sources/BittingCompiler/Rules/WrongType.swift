internal import Diagnostics
internal import KeyModel
internal import YAMLSource

/// A value of another shape than its field has.
enum WrongType: KeyRule {
  /// A burst is a part of a rate, so that of a key without one limits nothing, though it reads as a limit.
  static func check(_ key: Catalog.Key, in catalog: Catalog, at now: Instant, report: inout [Finding]) {
    guard key.declared.contains(.seldom), let burst = key.declaration.burst, !key.hasLostPart(of: "rate") else {
      return
    }
    guard let rate = key.declaration.rate ?? key.type?.declaration.defaultRate, rate.value == .unlimited else { return }
    report.append(
      finding(
        "`burst` limits nothing where the rate is `unlimited`", at: burst.span,
        related: [Finding.Related("the rate of key `\(key.id)`", at: rate.span)],
        help: "give the key a rate, or take `burst` away"))
  }

  static func notAMapping(_ subject: String, _ node: YAMLNode) -> Finding {
    finding("\(subject) is \(shape(node)), not a mapping", at: node.span, help: "write `field: value` lines")
  }

  static func notAList(_ name: String, _ node: YAMLNode) -> Finding {
    finding("`\(name)` is \(shape(node)), not a list", at: node.span, help: "write a list, such as `[one, two]`")
  }

  static func notAScalar(_ name: String, _ node: YAMLNode, expected: String, help: String) -> Finding {
    finding("`\(name)` is \(shape(node)), not \(expected)", at: node.span, help: help)
  }

  static func disabledIsAReason(_ span: SourceSpan, _ word: Bool) -> Finding {
    finding(
      "`disabled: \(word)` gives no reason", at: span,
      help: word ? "say why, such as `disabled: waiting for the contract`" : "take the field away to enable the key")
  }

  static func costIsZero(_ span: SourceSpan) -> Finding {
    finding("a route cannot cost 0 requests", at: span, help: "take `cost` away for a cost of 1")
  }

  static func costsNobody(_ span: SourceSpan, _ route: RouteTemplate) -> Finding {
    finding(
      "nobody pays the cost of the public route `\(route)`", at: span,
      help: "take `cost` away: no key is looked at, so nothing is counted")
  }

  static func isZero(_ name: StaticString, in subject: String, at span: SourceSpan, help: String) -> Finding {
    finding("`\(name)` of \(subject) is 0", at: span, help: help)
  }

  static func listsNoNetwork(_ span: SourceSpan, _ subject: String) -> Finding {
    finding(
      "`networks` of \(subject) is an empty list", at: span,
      help: "take the field away to allow every address; disable the key to allow none")
  }

  static func separatesNothing(at span: SourceSpan) -> Finding {
    finding("`separate` needs two scopes or more", at: span)
  }

  static func othersAreNotDenied(_ span: SourceSpan) -> Finding {
    finding("`others` can only be `deny`", at: span, help: "take `others` away to judge only what is listed")
  }

  static func isNeverSent(_ request: RequestLine, at span: SourceSpan, _ note: String) -> Finding {
    finding(
      "no caller sends `\(quoted("\(request.method) \(request.path)"))`, so this tests nothing", at: span, help: note)
  }

  static func isAlwaysAnError(_ rule: String, _ span: SourceSpan) -> Finding {
    finding(
      "`\(rule)` is always an error", at: span, help: "a declaration that breaks it means nothing; take this line away")
  }

  static func cannotBeWaived(_ page: RulePage, _ span: SourceSpan) -> Finding {
    finding(
      page.isConfigurable ? "`\(page.name)` is about waivers" : "`\(page.name)` is always an error", at: span,
      help: "no waiver excuses it; take this one away and put right what was found")
  }

  static func outOfRange(_ what: String, _ span: SourceSpan, help: String) -> Finding {
    finding(what, at: span, help: help)
  }

  private static func shape(_ node: YAMLNode) -> String {
    switch node.kind {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: node.withText { $0.isEmpty } ? "empty" : "a single value"
    }
  }

  static let page = RulePage.sound(
    "wrong-type",
    summary: "a value of another shape than its field has",
    why: """
      What a value means is decided by its field, never guessed from how it looks. A value that its field cannot have
      means nothing, and nothing is filled in for it.
      """,
    wrong: """
      scopes: orders:read
      rate: 600 per minute
      """,
    right: """
      scopes: [orders:read]
      rate: 600/min
      """)
}
